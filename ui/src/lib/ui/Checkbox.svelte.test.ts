import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import Checkbox from "./Checkbox.svelte";

const box = () => screen.getByRole("checkbox", { name: "Mulai sendiri" });

it("shows what is, where the change is refused", async () => {
  let asked = 0;
  render(Checkbox, {
    label: "Mulai sendiri",
    get checked() {
      return false;
    },
    set checked(_) {
      asked += 1;
    },
  });
  await userEvent.click(box());
  expect(asked).toBe(1);
  expect(box()).not.toBeChecked();
  await userEvent.click(box());
  expect(asked).toBe(2);
});

it("follows where it is not", async () => {
  let checked = $state(false);
  render(Checkbox, {
    label: "Mulai sendiri",
    get checked() {
      return checked;
    },
    set checked(on) {
      checked = on;
    },
  });
  await userEvent.click(box());
  expect(box()).toBeChecked();
  await userEvent.click(box());
  expect(box()).not.toBeChecked();
});
