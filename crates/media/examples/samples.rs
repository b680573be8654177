//! Writes the demo's pictures into a folder, to be looked at: `cargo run -p media --example samples FOLDER`.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say which folder")?);
    std::fs::create_dir_all(&folder)?;
    for sample in media::sample::demo() {
        let start = std::time::Instant::now();
        let bytes = sample.paint()?;
        println!("{} {} bytes, {:?}", sample.file_name(), bytes.len(), start.elapsed());
        std::fs::write(folder.join(sample.file_name()), bytes)?;
    }
    Ok(())
}
