import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Failure, type Asset } from "$/api/index.ts";
import { host } from "$/host/index.ts";
import { toasts } from "$/lib/ui/index.ts";

import RecordFiles from "./RecordFiles.svelte";

const asset: Asset = {
  sha256: "ab".repeat(32),
  name: "upacara hari pahlawan.jpg",
  bytes: 3_400_000,
  media_type: "image/jpeg",
  group: "picture",
  width: 1800,
  height: 1200,
};

const saveFile = vi.spyOn(host, "saveFile");
const save = () => userEvent.click(screen.getByRole("button", { name: `Simpan berkas asli ${asset.name}` }));

beforeEach(() => {
  saveFile.mockReset();
  toasts.list = [];
});

describe("the original files of a record", () => {
  it("are saved as they came, under the name they came with", async () => {
    saveFile.mockResolvedValue(true);
    render(RecordFiles, { assets: [asset] });
    await save();
    expect(saveFile).toHaveBeenCalledWith(
      `/api/media/${asset.sha256}/original?name=upacara%20hari%20pahlawan.jpg`,
      "upacara hari pahlawan.jpg",
    );
    expect(toasts.list[0]?.text).toBe("Tersimpan: upacara hari pahlawan.jpg");
  });

  it("say nothing when the person thinks better of it", async () => {
    saveFile.mockResolvedValue(false);
    render(RecordFiles, { assets: [asset] });
    await save();
    expect(toasts.list).toHaveLength(0);
  });

  it("say what happened when saving fails", async () => {
    saveFile.mockRejectedValue(new Failure(503, "disk_full", "Penyimpanan penuh."));
    render(RecordFiles, { assets: [asset] });
    await save();
    expect(toasts.list[0]).toMatchObject({ tone: "late", text: "Penyimpanan penuh." });
  });

  it("open large, and say so when there are none", async () => {
    const { rerender } = render(RecordFiles, { assets: [asset] });
    await userEvent.click(screen.getByRole("button", { name: `Lihat ${asset.name}` }));
    expect(await screen.findByRole("dialog", { name: asset.name })).toBeInTheDocument();
    await userEvent.keyboard("{Escape}");
    await rerender({ assets: [] });
    expect(screen.getByText("Tidak ada berkas.")).toBeInTheDocument();
  });
});
