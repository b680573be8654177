//! A host and two PCs on cables that can be pulled.
//!
//! The test runs in a network namespace of its own and is the PCs; the host has another. Both end with the test, and
//! nothing of the machine's own network is touched.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use super::Server;

const INSIDE: &str = "TERBIT_TEST_NETWORK";

/// Runs this test, by its name, once more in a network of its own. True there; false outside, where it has passed.
pub fn of_its_own(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        run("ip link set lo up");
        return true;
    }
    // Its own lines would be counted beside ours.
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "--net"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "in its network: {}", String::from_utf8_lossy(&told));
    false
}

/// One of the PCs, by its cable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pc {
    One = 1,
    Two = 2,
}

pub struct Network {
    host: Server,
    port: u16,
}

impl Network {
    /// Serves `data` from a computer of its own. Only inside [`of_its_own`].
    pub fn open(data: &Path) -> Self {
        // Where `ip` keeps its names of namespaces: not in the machine's own place.
        run("mount -t tmpfs tmpfs /run");
        run("ip netns add host");
        run("ip -n host link set lo up");
        for cable in [1, 2] {
            run(&format!("ip link add pc{cable} type veth peer name host{cable}"));
            run(&format!("ip link set host{cable} netns host"));
            run(&format!("ip addr add 10.77.{cable}.1/24 dev pc{cable}"));
            run(&format!("ip link set pc{cable} up"));
            run(&format!("ip -n host addr add 10.77.{cable}.2/24 dev host{cable}"));
            run(&format!("ip -n host link set host{cable} up"));
        }
        let mut serve = Command::new("ip");
        serve.args(["netns", "exec", "host", env!("CARGO_BIN_EXE_terbit"), "serve"]);
        serve.args(["--listen", "0.0.0.0:0", "--data"]).arg(data);
        let host = Server::from_command(&mut serve)
            .unwrap_or_else(|output| panic!("the host did not start: {output:?}"));
        let port = host.address.rsplit(':').next().unwrap().parse().unwrap();
        Self { host, port }
    }

    /// Where this PC reaches the host.
    pub fn host_of(&self, pc: Pc) -> SocketAddr {
        SocketAddr::from(([10, 77, pc as u8, 2], self.port))
    }

    pub fn pull(&self, pc: Pc) {
        run(&format!("ip link set pc{} down", pc as u8));
    }

    pub fn plug_in(&self, pc: Pc) {
        run(&format!("ip link set pc{} up", pc as u8));
    }

    /// What this PC sends arrives, and nothing comes back.
    pub fn lose_answers_to(&self, pc: Pc) {
        run(&format!("ip -n host route add blackhole 10.77.{}.1/32", pc as u8));
    }

    pub fn find_answers_to(&self, pc: Pc) {
        run(&format!("ip -n host route del blackhole 10.77.{}.1/32", pc as u8));
    }

    /// Connections with this PC that the host's system holds as established.
    pub fn connections_of(&self, pc: Pc) -> usize {
        const ESTABLISHED: &str = "01";
        let table = fs::read_to_string(format!("/proc/{}/net/tcp", self.host.id())).unwrap();
        let address = format!("{:08X}:", u32::from_le_bytes([10, 77, pc as u8, 1]));
        let lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        lines.filter(|words| words[2].starts_with(&address) && words[3] == ESTABLISHED).count()
    }

    pub fn stop(self) {
        self.host.stop();
    }
}

fn run(command: &str) {
    let mut words = command.split(' ');
    let status = Command::new(words.next().unwrap()).args(words).status().unwrap();
    assert!(status.success(), "{command}");
}
