import { render, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { detail } from "$/testing/office.ts";

import { Remarks } from "./remarks.svelte.ts";
import { resolution, thread } from "./thread.fixture.ts";
import ThreadsPanel from "./ThreadsPanel.svelte";
import WorkList from "./WorkList.svelte";

const second = thread(2);
const threads = [
  thread(1, { resolution }),
  second,
  thread(3, { shown_on: null, is_file_gone: true, can_resolve: false }),
];
const shown = detail({ version: 2, remarks: { threads, open: 2, can_add: true, assignees: [] } });

test("the work list counts, shows what is open, and ticks off", async () => {
  const act = vi.fn().mockResolvedValue(true);
  const onShow = vi.fn();
  render(WorkList, { detail: shown, remarks: new Remarks(() => shown, act), onShow });
  const list = screen.getByRole("region", { name: "Yang perlu diubah" });
  expect(list).toHaveTextContent("1 dari 3 selesai");
  const items = within(list).getAllByRole("listitem");
  expect(items).toHaveLength(2);
  expect(items[0]).toHaveTextContent("Dari versi 1");
  expect(items[0]).toHaveTextContent("kiri atas");
  expect(items[1]).toHaveTextContent("Berkasnya dihapus");
  expect(screen.getAllByRole("button", { name: /^Tanda \d selesai$/ })).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Lihat tanda 2 di gambar" }));
  expect(onShow).toHaveBeenCalledWith(second);
  await userEvent.click(screen.getByRole("button", { name: "Tanda 2 selesai" }));
  expect(act).toHaveBeenCalledWith({ type: "resolve_annotation", thread: second.id });
});

test("the panel says who ticked it off, and lists apart what has no file", async () => {
  const remarks = new Remarks(() => shown, vi.fn().mockResolvedValue(true));
  render(ThreadsPanel, { detail: shown, remarks });
  expect(screen.getByText("Pada berkas yang sudah tidak ada")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: /Tanda 1, selesai/ }));
  expect(screen.getByText(/Ditandai selesai oleh Nadia \(Admin Medsos\)/)).toHaveTextContent("pada versi 2");
});
