//! `cargo xtask icons`: every size of the app's icon, made from the one SVG.
//!
//! An example, so that only whoever draws icons compiles the drawing: everybody else's first
//! `cargo xtask` has half as much to build.
//!
//! The made files are committed, so that building the app needs no drawing program and a change
//! of the mark is seen in review as what it is: one SVG, and the pictures that follow from it.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result};
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// File name and edge in pixels. `128x128@2x` is the name that bundlers look for.
const PNGS: [(&str, u32); 6] = [
    ("32x32.png", 32),
    ("64x64.png", 64),
    ("128x128.png", 128),
    ("128x128@2x.png", 256),
    ("256x256.png", 256),
    ("512x512.png", 512),
];

/// The edges that Windows picks from, in pixels.
const ICO: [u32; 7] = [16, 24, 32, 48, 64, 128, 256];

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../icons");
    let source = folder.join("terbit.svg");
    let svg = fs::read(&source).with_context(|| format!("reading {}", source.display()))?;
    let tree = Tree::from_data(&svg, &Options::default())?;

    for (name, edge) in PNGS {
        let path = folder.join(name);
        draw(&tree, edge)?
            .save_png(&path)
            .with_context(|| format!("writing {}", path.display()))?;
        println!("      icons/{name}");
    }

    let mut icon = IconDir::new(ResourceType::Icon);
    for edge in ICO {
        let pixels = straight_alpha(&draw(&tree, edge)?);
        icon.add_entry(IconDirEntry::encode(&IconImage::from_rgba_data(edge, edge, pixels))?);
    }
    icon.write(BufWriter::new(File::create(folder.join("icon.ico"))?))?;
    println!("      icons/icon.ico");
    Ok(())
}

fn draw(tree: &Tree, edge: u32) -> Result<Pixmap> {
    let mut pixmap = Pixmap::new(edge, edge).context("an icon has at least one pixel")?;
    let scale = Transform::from_scale(
        edge as f32 / tree.size().width(),
        edge as f32 / tree.size().height(),
    );
    resvg::render(tree, scale, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// The renderer keeps colours multiplied by their alpha; icon files want them plain.
fn straight_alpha(pixmap: &Pixmap) -> Vec<u8> {
    pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let plain = pixel.demultiply();
            [plain.red(), plain.green(), plain.blue(), plain.alpha()]
        })
        .collect()
}
