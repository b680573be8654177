//! An SVG to pixels, by `resvg`, which knows no script, no animation and no network. Files beside the drawing are never
//! opened; pictures inside it, as `data:` addresses, are drawn within bounds.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Error, Group, ImageHrefResolver, ImageKind, Node, Options, Tree};

use super::{drawn_size, fonts, opaque};
use crate::container::svg::{document, text};
use crate::decode::Want;
use crate::error::MediaError;
use crate::kind::Kind;
use crate::pixels::Pixels;
use crate::probe::probe_reader;

/// The most pixels of all pictures inside a drawing together.
const MAX_EMBEDDED_PIXELS: u64 = 100_000_000;
/// Each level of groups may need a layer as large as the drawing: what all layers together may take, bytes.
const MAX_LAYER_BYTES: u64 = 1024 * 1024 * 1024;

/// Draws the whole view box over white.
pub(super) fn draw(bytes: &[u8], want: Want) -> Result<Pixels, MediaError> {
    let text = text(bytes)?;
    let document = document(&text)?;
    let embedded = AtomicU64::new(0);
    let mut options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| picture(data, &embedded)),
            resolve_string: Box::new(|_, _| None),
        },
        font_family: "sans-serif".to_owned(),
        font_resolver: fonts::resolver(),
        ..Options::default()
    };
    if document.descendants().any(|node| node.tag_name().name() == "text") {
        options.fontdb = fonts::database();
    }
    let tree = Tree::from_xmltree(&document, &options).map_err(|error| match error {
        Error::InvalidSize => MediaError::damaged("SVG without a size"),
        other => MediaError::damaged(other.to_string().chars().take(160).collect::<String>()),
    })?;
    let size = tree.size();
    let (width, height) = drawn_size(size.width(), size.height(), want);
    let layers = layers(tree.root());
    if layers * u64::from(width) * u64::from(height) * 4 > MAX_LAYER_BYTES {
        return Err(MediaError::damaged("SVG with too many layers"));
    }
    let mut pixmap = Pixmap::new(u32::from(width), u32::from(height))
        .ok_or_else(|| MediaError::damaged("SVG without a size"))?;
    pixmap.fill(Color::WHITE);
    let scale =
        Transform::from_scale(f32::from(width) / size.width(), f32::from(height) / size.height());
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    Ok(opaque(width, height, pixmap.data()))
}

/// A picture inside the drawing, if its header is sound and all of them together stay within bounds. Drawings inside
/// drawings are left out.
fn picture(data: Arc<Vec<u8>>, embedded: &AtomicU64) -> Option<ImageKind> {
    let facts = probe_reader(Cursor::new(data.as_slice()), data.len() as u64).ok()?;
    let kind = match facts.kind {
        Kind::Jpeg => ImageKind::JPEG(data),
        Kind::Png => ImageKind::PNG(data),
        Kind::Gif => ImageKind::GIF(data),
        Kind::Webp => ImageKind::WEBP(data),
        _ => return None,
    };
    let before = embedded.fetch_add(facts.pixels(), Ordering::Relaxed);
    (before + facts.pixels() <= MAX_EMBEDDED_PIXELS).then_some(kind)
}

/// The deepest nesting of groups; the library makes no deeper one than the document, which is bounded.
fn layers(group: &Group) -> u64 {
    let inner = group.children().iter().map(|child| match child {
        Node::Group(group) => layers(group),
        _ => 0,
    });
    1 + inner.max().unwrap_or(0)
}
