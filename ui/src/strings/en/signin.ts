import type { signin as original } from "../id/signin.ts";
import type { Twin } from "../twin.ts";

export const signin: Twin<typeof original> = {
  title: "Sign in",
  lead: "Sign in with your account of this office.",
  login: "Account name",
  password: "Password",
  show_password: "Show password",
  hide_password: "Hide password",
  submit: "Sign in",
  second: "Verification code",
  second_hint: "Six digits from the authenticator app on your phone. Phone lost? Use one recovery code.",
  wait: "Try again in {n} second|Try again in {n} seconds",
  recent: "Signed in on this computer before",
  forget: "Forget {name} on this computer",
  other: "Use another account",
  demo_title: "This is a sample office",
  demo_lead: "Choose an official to see Terbit from their desk. All accounts use the password {password}.",
  demo_as: "Sign in as {name}",
  demo_form: "Sign in with an account name",
  by_code: "Sign in with a code from the administrator",
  code_title: "Sign in with a code",
  code_lead:
    "Type the code that you got from the administrator, then choose a password of your own. A code is good once.",
  code: "Code",
  code_hint: "Three groups of letters and digits, such as 7KQF-2M9P-X3TD.",
  own_password: "New password",
  own_password_hint: "At least {least} characters. A few words are easier to remember than signs.",
  own_password_short: "The password has {count} characters, at least {least} are wanted.",
  code_submit: "Save the password and sign in",
  administrator: "Administrator",
  expired_title: "Sign in again to go on",
  expired_text:
    "Your session has ended: not used for a while, or ended from elsewhere. What you typed is still on this screen.",
  expired_other: "Not {name}? Switch account",
};
