import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { toasts } from "$/lib/ui/index.ts";
import { detail } from "$/testing/office.ts";

import PicForm from "./PicForm.svelte";

afterEach(() => {
  vi.restoreAllMocks();
  for (const { id } of toasts.list) toasts.close(id);
});

function opened(answer: unknown) {
  const act = vi.fn().mockResolvedValue(answer);
  const { rerender } = render(PicForm, { open: true, detail: detail(), act });
  return { act, rerender, user: userEvent.setup() };
}

const save = /^(Catat|Simpan)/;

describe("the PIC's agreement", () => {
  it("is told only when it was recorded", async () => {
    const { act, user } = opened(detail());
    await user.click(screen.getByRole("button", { name: save }));
    expect(act).toHaveBeenCalledOnce();
    expect(toasts.list).toHaveLength(1);
  });

  it("is not told when somebody was faster", async () => {
    const { act, user } = opened(null);
    await user.click(screen.getByRole("button", { name: save }));
    expect(act).toHaveBeenCalledOnce();
    expect(toasts.list).toHaveLength(0);
  });

  it("keeps what is being typed while news of the item come in", async () => {
    const { act, rerender, user } = opened(detail());
    const who = screen.getByRole("textbox", { name: /Siapa|PIC/ });
    await user.clear(who);
    await user.type(who, "Sri Lestari");
    await rerender({ open: true, detail: detail({ revision: 99 }), act });
    expect(who).toHaveValue("Sri Lestari");
  });
});
