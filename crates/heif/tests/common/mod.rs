//! Containers made to measure around the fixtures' bitstreams.

#![allow(dead_code, reason = "each test program uses some of it")]

pub mod reference;

use std::path::Path;

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

pub fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

pub fn full(kind: &[u8; 4], version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
    boxed(kind, &[&[version, 0, 0, flags], body].concat())
}

pub fn size(width: u32, height: u32) -> Vec<u8> {
    full(b"ispe", 0, 0, &[width.to_be_bytes(), height.to_be_bytes()].concat())
}

pub fn rotation(quarters: u8) -> Vec<u8> {
    boxed(b"irot", &[quarters])
}

pub fn mirror(left_right: bool) -> Vec<u8> {
    boxed(b"imir", &[u8::from(left_right)])
}

/// Numbers as `clap` has them: width, height, offset right, offset down, each with its divisor.
pub fn crop(numbers: [i32; 8]) -> Vec<u8> {
    boxed(b"clap", &numbers.map(i32::to_be_bytes).concat())
}

pub fn nclx(primaries: u16, transfer: u16, matrix: u16, full_range: bool) -> Vec<u8> {
    let points = [primaries, transfer, matrix].map(u16::to_be_bytes).concat();
    boxed(b"colr", &[b"nclx", &points[..], &[u8::from(full_range) << 7]].concat())
}

pub fn icc(profile: &[u8]) -> Vec<u8> {
    boxed(b"colr", &[b"prof", profile].concat())
}

pub fn auxiliary(name: &str) -> Vec<u8> {
    full(b"auxC", 0, 0, &[name.as_bytes(), b"\0"].concat())
}

pub const ALPHA: &str = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

/// The configuration box and the item data of an HEVC fixture.
pub fn hevc(name: &str) -> (Vec<u8>, Vec<u8>) {
    let stream = fixture(name);
    let starts: Vec<_> = stream
        .windows(3)
        .enumerate()
        .filter(|(_, bytes)| *bytes == [0, 0, 1])
        .map(|(at, _)| at)
        .collect();
    let (mut sets, mut data) = (Vec::new(), Vec::new());
    for (at, &start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(stream.len(), |&next| next);
        let unit = &stream[start + 3..end];
        let unit = &unit[..unit.iter().rposition(|&byte| byte != 0).unwrap() + 1];
        match unit[0] >> 1 {
            kind @ 32..=34 => {
                sets.push([&[kind, 0, 1][..], &(unit.len() as u16).to_be_bytes(), unit].concat());
            }
            _ => data.extend([&(unit.len() as u32).to_be_bytes(), unit].concat()),
        }
    }
    let depth = if name.contains("10") { 2 } else { 0 };
    let mut head = [0; 23];
    head[0] = 1;
    head[17] = depth;
    head[21] = 3;
    head[22] = sets.len() as u8;
    (boxed(b"hvcC", &[&head[..], &sets.concat()].concat()), data)
}

/// The configuration box of AV1 of some depth.
pub fn av1(depth: u8) -> Vec<u8> {
    let flags = match depth {
        8 => 0,
        10 => 0x40,
        _ => 0x60,
    };
    boxed(b"av1C", &[0x81, 0, flags, 0])
}

struct Item {
    kind: [u8; 4],
    properties: Vec<u16>,
    data: Vec<u8>,
}

/// A HEIF file in the making. Items are numbered from 1; the first is the primary one unless told otherwise.
pub struct Mux {
    pub primary: u32,
    pub brands: Vec<[u8; 4]>,
    items: Vec<Item>,
    properties: Vec<Vec<u8>>,
    references: Vec<u8>,
    /// Boxes behind everything else.
    pub tail: Vec<u8>,
}

impl Mux {
    pub fn new() -> Self {
        Self {
            primary: 1,
            brands: vec![*b"mif1", *b"heic"],
            items: Vec::new(),
            properties: Vec::new(),
            references: Vec::new(),
            tail: Vec::new(),
        }
    }

    pub fn item(&mut self, kind: &[u8; 4], properties: &[&[u8]], data: &[u8]) -> u32 {
        let told = properties.iter().map(|&property| {
            let known = self.properties.iter().position(|known| known == property);
            let at = known.unwrap_or_else(|| {
                self.properties.push(property.to_vec());
                self.properties.len() - 1
            });
            at as u16 + 1
        });
        let told = told.collect();
        self.items.push(Item { kind: *kind, properties: told, data: data.to_vec() });
        self.items.len() as u32
    }

    /// An item of HEVC from a fixture, with a size and more to say about it.
    pub fn hevc(&mut self, name: &str, (width, height): (u32, u32), more: &[&[u8]]) -> u32 {
        let (config, data) = hevc(name);
        let size = size(width, height);
        self.item(b"hvc1", &[&[&config[..], &size], more].concat(), &data)
    }

    pub fn av1(
        &mut self,
        name: &str,
        (width, height): (u32, u32),
        depth: u8,
        more: &[&[u8]],
    ) -> u32 {
        let (config, size) = (av1(depth), size(width, height));
        self.item(b"av01", &[&[&config[..], &size], more].concat(), &fixture(name))
    }

    pub fn grid(
        &mut self,
        columns: u8,
        rows: u8,
        (width, height): (u16, u16),
        tiles: &[u32],
        more: &[&[u8]],
    ) -> u32 {
        let head = [0, 0, rows - 1, columns - 1];
        let data = [&head[..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
        let size = size(u32::from(width), u32::from(height));
        let id = self.item(b"grid", &[&[&size[..]], more].concat(), &data);
        self.refer(b"dimg", id, tiles);
        id
    }

    pub fn refer(&mut self, kind: &[u8; 4], from: u32, to: &[u32]) {
        let mut body = [(from as u16).to_be_bytes(), (to.len() as u16).to_be_bytes()].concat();
        to.iter().for_each(|&to| body.extend((to as u16).to_be_bytes()));
        self.references.extend(boxed(kind, &body));
    }

    pub fn bytes(&self) -> Vec<u8> {
        let brands =
            boxed(b"ftyp", &[&self.brands[0][..], &[0; 4], &self.brands.concat()].concat());
        let data: Vec<u8> = self.items.iter().flat_map(|item| item.data.clone()).collect();
        let meta_size = self.meta(0).len();
        let data_at = brands.len() + meta_size + 8;
        [brands, self.meta(data_at), boxed(b"mdat", &data), self.tail.clone()].concat()
    }

    fn meta(&self, mut data_at: usize) -> Vec<u8> {
        let count = (self.items.len() as u16).to_be_bytes();
        let (mut infos, mut places) = (count.to_vec(), [&[0x44, 0], &count[..]].concat());
        let mut told = (self.items.len() as u32).to_be_bytes().to_vec();
        for (at, item) in self.items.iter().enumerate() {
            let id = (at as u16 + 1).to_be_bytes();
            infos.extend(full(b"infe", 2, 0, &[&id[..], &[0, 0], &item.kind, b"\0"].concat()));
            places.extend([&id[..], &[0; 2], &[0, 1]].concat());
            places.extend(
                [(data_at as u32).to_be_bytes(), (item.data.len() as u32).to_be_bytes()].concat(),
            );
            data_at += item.data.len();
            told.extend([&id[..], &[item.properties.len() as u8]].concat());
            item.properties.iter().for_each(|property| told.extend(property.to_be_bytes()));
        }
        let properties =
            [boxed(b"ipco", &self.properties.concat()), full(b"ipma", 0, 1, &told)].concat();
        let parts = [
            full(b"hdlr", 0, 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            full(b"pitm", 0, 0, &(self.primary as u16).to_be_bytes()),
            full(b"iinf", 0, 0, &infos),
            full(b"iref", 0, 0, &self.references),
            boxed(b"iprp", &properties),
            full(b"iloc", 0, 0, &places),
        ];
        full(b"meta", 0, 0, &parts.concat())
    }
}

/// A file of one HEVC picture of 98 x 70.
pub fn single() -> Mux {
    let mut mux = Mux::new();
    mux.hevc("hevc8.265", (98, 70), &[]);
    mux
}

/// A file of a grid of 2 x 2 tiles, cut to 120 x 100, like a phone's.
pub fn phone(more: &[&[u8]]) -> Mux {
    let mut mux = Mux::new();
    let tiles = [0, 1, 2, 3].map(|tile| mux.hevc(&format!("tile{tile}.265"), (64, 64), &[]));
    mux.primary = mux.grid(2, 2, (120, 100), &tiles, more);
    mux
}
