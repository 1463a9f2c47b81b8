//! A PostgreSQL server with PostGIS of the test's own, asked through `psql`.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server; it is stopped and removed when this goes out of scope.
pub(crate) struct PostGis {
    folder: PathBuf,
    port: String,
}

impl PostGis {
    /// Starts a server, or says why the test is skipped.
    pub(crate) fn start(name: &str) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("target/oracle")
            .join(name);
        let done = script().arg("start").arg(&folder).output().unwrap();
        if done.status.code() == Some(3) {
            println!("skipped: {}", String::from_utf8_lossy(&done.stderr).trim());
            return None;
        }
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        let port = String::from_utf8(done.stdout).unwrap().trim().to_owned();
        Some(Self { folder, port })
    }

    /// Runs statements and gives the rows of the last one, each a list of texts.
    pub(crate) fn ask(&self, sql: &str) -> Vec<Vec<String>> {
        let mut psql = Command::new("psql")
            .args([
                "-h",
                "127.0.0.1",
                "-p",
                &self.port,
                "-U",
                "postgres",
                "-qAt",
                "-F",
                "\t",
            ])
            .args(["-v", "ON_ERROR_STOP=1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = psql.stdin.take().unwrap();
        let sql = sql.to_owned();
        let writer = std::thread::spawn(move || input.write_all(sql.as_bytes()).unwrap());
        let done = psql.wait_with_output().unwrap();
        writer.join().unwrap();
        assert!(
            done.status.success(),
            "psql failed; the statement is in the test"
        );
        let text = String::from_utf8(done.stdout).unwrap();
        text.lines()
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect()
    }

    /// Makes a table of geometries: `key text, geom geometry(4326), geog geography`.
    pub(crate) fn load<'a>(
        &self,
        table: &str,
        rows: impl Iterator<Item = (String, &'a geo::Geometry<f64>)>,
    ) {
        let mut sql = format!(
            "CREATE TABLE raw_{table} (key text, doc text);\nCOPY raw_{table} FROM stdin;\n"
        );
        for (key, geometry) in rows {
            let document = geojson::Geometry::from(geometry).to_string();
            writeln!(sql, "{key}\t{document}").unwrap();
        }
        write!(
            sql,
            "\\.\nCREATE TABLE {table} AS SELECT key, ST_SetSRID(ST_GeomFromGeoJSON(doc), 4326) AS geom FROM \
             raw_{table};\nALTER TABLE {table} ADD COLUMN geog geography;\nUPDATE {table} SET geog = geom::geography;\n\
             CREATE INDEX ON {table} USING gist (geom);\nANALYZE {table};\n"
        )
        .unwrap();
        self.ask(&sql);
    }
}

impl Drop for PostGis {
    fn drop(&mut self) {
        let _ = script().arg("stop").arg(&self.folder).output();
    }
}

fn script() -> Command {
    Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/postgis.sh"))
}
