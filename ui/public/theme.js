// Sets the chosen theme before the first paint; a file of its own because the policy allows no inline script.
try {
  const theme = localStorage.getItem("terbit.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off: the system's theme is then what one sees.
}
