//! Files of geodata as people have them, made by other programs (ogr2ogr, `gdal_translate`): looked at, checked row by
//! row, taken in, and everything that can go wrong on the way, which changes nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use geo::{Distance, Geodesic, Point};
use nonnuoc::formats::worker::{Limits, Reader};
use nonnuoc::http::layer_uploads::LIMITS;
use nonnuoc::http::{AppState, router};
use nonnuoc::model::Snapshot;
use nonnuoc::store::{SqliteKeyring, SqliteStore, Store};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::accounts::{Browser, administrator};
use crate::support::{Answer, send, shipped_store};

/// A server with an administrator who is signed in, and a folder for the files that a test makes.
struct Office {
    server: Router,
    store: Arc<SqliteStore>,
    browser: Browser,
    folder: TempDir,
}

impl Office {
    async fn open() -> Self {
        Self::with(PathBuf::from(env!("CARGO_BIN_EXE_nonnuoc")), LIMITS).await
    }

    /// An office whose files are read by that program within those limits.
    async fn with(program: PathBuf, limits: Limits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = shipped_store();
        let keyring = Arc::new(SqliteKeyring::in_memory().unwrap());
        let name = "admin".parse().unwrap();
        let account = nonnuoc::http::auth::first_administrator(&store.snapshot(), name).unwrap();
        let actor = nonnuoc::store::Actor::command("test");
        let password =
            nonnuoc::http::auth::keep_with_one_time_password(&*store, &*keyring, actor, account)
                .unwrap();
        let reader = Reader::new(program, limits);
        let state = AppState::new(Arc::clone(&store) as Arc<dyn Store>, keyring, false)
            .keeping_uploads(folder.path().join("uploads"), reader);
        let server = router(state);
        let browser = administrator(&server, &password).await;
        Self {
            server,
            store,
            browser,
            folder,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and returns its path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    async fn upload_as(&self, browser: &Browser, name: &str, bytes: Vec<u8>) -> Answer {
        let address = format!("/api/layer-uploads?file_name={name}");
        let request = Request::post(address)
            .header(header::COOKIE, browser.cookie())
            .body(Body::from(bytes))
            .unwrap();
        send(self.server.clone(), request).await
    }

    async fn upload(&self, path: &Path) -> Answer {
        let name = path.file_name().unwrap().to_str().unwrap();
        self.upload_as(&self.browser, name, std::fs::read(path).unwrap())
            .await
    }

    /// Uploads a file that must be taken, and what is told of it.
    async fn look(&self, path: &Path) -> Value {
        let answer = self.upload(path).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, StatusCode::CREATED, "{text}");
        answer.json()
    }

    async fn ask(&mut self, method: Method, address: &str, body: Option<Value>) -> Answer {
        self.browser.ask(method, address, body).await
    }

    async fn get(&mut self, address: &str) -> Value {
        let answer = self.ask(Method::GET, address, None).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, StatusCode::OK, "{address}: {text}");
        answer.json()
    }

    async fn check(&mut self, id: &Value, order: &Value) -> Value {
        let address = format!("/api/layer-uploads/{}/checks", id.as_str().unwrap());
        let answer = self.ask(Method::POST, &address, Some(order.clone())).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, StatusCode::OK, "{text}");
        answer.json()
    }

    async fn confirm(&mut self, id: &Value, order: &Value, checksum: &Value) -> Answer {
        let address = format!("/api/layer-uploads/{}/confirmation", id.as_str().unwrap());
        let body = json!({ "order": order, "checksum": checksum });
        self.ask(Method::POST, &address, Some(body)).await
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.store.snapshot()
    }

    /// A GeoJSON of one school in each of the first communes, at the point where the commune's name stands.
    fn schools(&self, count: usize) -> (PathBuf, Vec<(f64, f64)>) {
        let snapshot = self.snapshot();
        let today = nonnuoc::config::today();
        let mut places = Vec::new();
        let features: Vec<Value> = snapshot
            .units()
            .on(today)
            .take(count)
            .enumerate()
            .map(|(number, unit)| {
                let boundary = snapshot.map().of(&unit.key, today).unwrap();
                let at = snapshot.map().label_point(boundary).unwrap();
                places.push((at.lon(), at.lat()));
                json!({
                    "type": "Feature",
                    "properties": {
                        "TEN": format!("Trường {}", number + 1),
                        "MA_XA": unit.key.code.as_str(),
                        "HOC_SINH": 100 + number,
                    },
                    "geometry": { "type": "Point", "coordinates": [at.lon(), at.lat()] },
                })
            })
            .collect();
        let all = json!({ "type": "FeatureCollection", "features": features });
        (self.file("truong.geojson", all.to_string()), places)
    }

    /// Those schools as a zipped Shapefile in a reference system, made by ogr2ogr.
    fn zipped_schools(&self, crs: &str, has_prj: bool) -> (PathBuf, Vec<(f64, f64)>) {
        let (geojson, places) = self.schools(12);
        let shp = self.path("truong.shp");
        run(Command::new("ogr2ogr")
            .args(["-t_srs", crs, "-lco", "ENCODING=UTF-8"])
            .arg(&shp)
            .arg(geojson));
        if !has_prj {
            std::fs::remove_file(shp.with_extension("prj")).unwrap();
        }
        (self.zipped("truong"), places)
    }

    fn zipped(&self, stem: &str) -> PathBuf {
        let zip = self.path(&format!("{stem}.zip"));
        let parts = ["shp", "shx", "dbf", "prj", "cpg"]
            .map(|ending| self.path(stem).with_extension(ending));
        run(Command::new("zip")
            .arg("-jq")
            .arg(&zip)
            .args(parts.iter().filter(|part| part.exists())));
        zip
    }
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    let words = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{command:?}: {words}");
}

fn order(kind: &str, crs: &str) -> Value {
    json!({
        "kind": kind,
        "reading": { "crs": crs },
        "mapping": [{ "column": "HOC_SINH", "attribute": "pupils" }],
        "source": "Sở Giáo dục và Đào tạo",
        "licence": "Nội bộ",
        "retrieved": "2026-11-20",
    })
}

fn candidate<'a>(upload: &'a Value, crs: &str) -> &'a Value {
    let mut candidates = upload["candidates"].as_array().unwrap().iter();
    candidates
        .find(|one| one["crs"] == crs)
        .unwrap_or_else(|| panic!("{crs} is no candidate: {upload:#}"))
}

fn metres_of(candidate: &Value, instead: &str) -> f64 {
    let mut told = candidate["consequences"].as_array().unwrap().iter();
    told.find(|one| one["instead"] == instead).unwrap()["metres"]
        .as_f64()
        .unwrap()
}

/// The greatest distance between features and the places where they are.
fn farthest_m(features: &Value, places: &[(f64, f64)]) -> f64 {
    let features = features["features"].as_array().unwrap();
    assert_eq!(features.len(), places.len());
    let apart = features.iter().zip(places).map(|(feature, place)| {
        let at = &feature["geometry"]["coordinates"];
        let drawn = Point::new(at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        Geodesic.distance(drawn, Point::from(*place))
    });
    apart.fold(0.0, f64::max)
}

#[tokio::test]
async fn a_shapefile_of_the_provinces_zone_says_what_a_wrong_guess_would_do() {
    let mut office = Office::open().await;
    let (zip, places) = office.zipped_schools("EPSG:9210", true);
    let upload = office.look(&zip).await;
    assert_eq!(upload["stated_crs"]["crs"], "EPSG:9210");
    assert_eq!(
        upload["stated_crs"]["title"]["vi"],
        "VN-2000, múi 3°, kinh tuyến trục 105°45′"
    );
    assert_eq!(
        (&upload["proposed_crs"], &upload["count"]),
        (&json!("EPSG:9210"), &json!(12))
    );
    assert_eq!(upload["geometry"], "point");
    let fields: Vec<&str> = upload["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["TEN", "MA_XA", "HOC_SINH"]);

    // The wrong guess in metres: 224 m without the datum shift, some 25 km in the neighbouring zone.
    let own = candidate(&upload, "EPSG:9210");
    assert_eq!((&own["inside"], &own["agreeing"]), (&json!(12), &json!(12)));
    assert!(
        (metres_of(own, "no-datum-shift") - 224.0).abs() < 2.0,
        "{own:#}"
    );
    // Without the shift everything is drawn to the north-west of where it is.
    let azimuth = own["consequences"][0]["azimuth"].as_f64().unwrap();
    assert!((270.0..360.0).contains(&azimuth), "{azimuth}");
    let id = upload["id"].as_str().unwrap().to_owned();
    let drawn = office
        .get(&format!("/api/layer-uploads/{id}/features?crs=EPSG:9210"))
        .await;
    assert!(farthest_m(&drawn, &places) < 1.0);
    let moved = office
        .get(&format!("/api/layer-uploads/{id}/features?crs=EPSG:9211"))
        .await;
    let apart = farthest_m(&moved, &places);
    assert!((20_000.0..30_000.0).contains(&apart), "{apart}");
}

#[tokio::test]
async fn a_shapefile_of_the_provinces_zone_goes_from_upload_to_the_map() {
    let mut office = Office::open().await;
    let (zip, _) = office.zipped_schools("EPSG:9210", true);
    let before = office.snapshot().version();
    let upload = office.look(&zip).await;
    let id = upload["id"].as_str().unwrap().to_owned();
    let order = order("school", "EPSG:9210");
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(
        (&check["accepted"], &check["refused"]),
        (&json!(12), &json!(0))
    );
    assert_eq!(check["changes"]["added"]["count"], 12);
    assert_eq!(check["layer_id"], "schools");
    assert_eq!(check["columns"][2]["attribute"], "pupils");
    assert_eq!(office.snapshot().version(), before, "a check saves nothing");

    let done = office
        .confirm(&upload["id"], &order, &check["checksum"])
        .await;
    assert_eq!(
        done.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&done.body)
    );
    assert_eq!(office.snapshot().version(), before + 1, "one transaction");
    let layer = office.get("/api/layers/schools").await;
    assert_eq!(
        (&layer["count"], &layer["provenance"]["crs"]),
        (&json!(12), &json!("EPSG:9210"))
    );
    assert_eq!(
        layer["provenance"]["transformation"],
        "EPSG:6960 VN-2000 to WGS 84 (2)"
    );
    let history = office
        .store
        .audit(&nonnuoc::store::AuditQuery::default())
        .unwrap();
    let entry = history.first().unwrap();
    assert_eq!(entry.actor, "account:admin");
    assert!(
        entry.reason.starts_with("Import truong.zip ("),
        "{}",
        entry.reason
    );
    let gone = office
        .ask(Method::GET, &format!("/api/layer-uploads/{id}"), None)
        .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);

    // The same file again changes nothing but says so.
    let again = office.look(&zip).await;
    let check = office.check(&again["id"], &order).await;
    assert_eq!(
        (&check["changes"]["unchanged"], &check["is_new_layer"]),
        (&json!(12), &json!(false))
    );
}

#[tokio::test]
async fn without_a_system_the_communes_in_the_file_tell_the_zone() {
    let mut office = Office::open().await;
    let (zip, _) = office.zipped_schools("EPSG:9210", false);
    let upload = office.look(&zip).await;
    assert!(upload["stated_crs"].is_null());
    assert_eq!(upload["proposed_crs"], "EPSG:9210");
    let neighbour = candidate(&upload, "EPSG:9211");
    assert!(neighbour["agreeing"].as_u64() < candidate(&upload, "EPSG:9210")["agreeing"].as_u64());
    let metres = metres_of(neighbour, "EPSG:9210");
    assert!((20_000.0..30_000.0).contains(&metres), "{metres}");
    // Without a system nothing can be taken in, and the check says how to go on.
    let mut order = order("school", "");
    order["reading"] = json!({});
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(check["may_confirm"], false);
    let problem = &check["problems"]["told"][0];
    assert_eq!(problem["message"]["vi"], "tệp không ghi hệ toạ độ");
}

#[tokio::test]
async fn a_file_that_names_the_wrong_zone_is_not_believed() {
    let office = Office::open().await;
    let (_, _) = office.zipped_schools("EPSG:9210", true);
    let right = std::fs::read(office.path("truong.prj")).unwrap();
    let (_, _) = office.zipped_schools("EPSG:9211", true);
    let wrong = std::fs::read(office.path("truong.prj")).unwrap();
    assert_ne!(right, wrong);
    office.zipped_schools("EPSG:9210", true);
    office.file("truong.prj", wrong);
    std::fs::remove_file(office.path("truong.zip")).unwrap();
    let upload = office.look(&office.zipped("truong")).await;
    assert_eq!(upload["stated_crs"]["crs"], "EPSG:9211");
    assert_eq!(
        upload["proposed_crs"], "EPSG:9210",
        "the communes in the file say otherwise"
    );
}

/// One zone whose ring crosses itself, and one that is whole.
const ZONES: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "properties": { "ten": "Vùng nguyên", "hazard_class": "high" }, "geometry": { "type": "Polygon",
    "coordinates": [[[106.2, 22.6], [106.21, 22.6], [106.21, 22.61], [106.2, 22.61], [106.2, 22.6]]] } },
  { "type": "Feature", "properties": { "ten": "Vùng vỡ", "hazard_class": "very-high" }, "geometry": { "type": "Polygon",
    "coordinates": [[[106.3, 22.6], [106.31, 22.61], [106.31, 22.6], [106.3, 22.61], [106.3, 22.6]]] } },
  { "type": "Feature", "properties": { "ten": "Vùng lạ", "hazard_class": "khủng khiếp" }, "geometry": { "type": "Polygon",
    "coordinates": [[[106.4, 22.6], [106.41, 22.6], [106.41, 22.61], [106.4, 22.61], [106.4, 22.6]]] } } ] }"#;

#[tokio::test]
async fn rows_with_mistakes_are_told_apart_and_left_out_only_on_demand() {
    let mut office = Office::open().await;
    let before = office.snapshot().version();
    let upload = office.look(&office.file("vung.geojson", ZONES)).await;
    let mut order = order("landslide-zone", "EPSG:4326");
    order["mapping"] = json!([]);
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(
        (&check["accepted"], &check["refused"]),
        (&json!(1), &json!(2)),
        "{check:#}"
    );
    let told = check["problems"]["told"].as_array().unwrap();
    let (broken, odd) = (&told[0], &told[1]);
    assert_eq!(
        (&broken["row"], &broken["field"]),
        (&json!(2), &json!("geometry"))
    );
    assert!(
        broken["message"]["vi"]
            .as_str()
            .unwrap()
            .starts_with("hình bị lỗi")
    );
    assert_eq!(
        (&odd["row"], &odd["field"], &odd["value"]),
        (&json!(3), &json!("hazard_class"), &json!("khủng khiếp"))
    );
    assert_eq!(
        odd["remedy"]["vi"],
        "Ghi một trong: rất cao, cao, trung bình, thấp."
    );
    let refused = office
        .confirm(&upload["id"], &order, &check["checksum"])
        .await;
    assert_eq!(refused.json()["error"]["code"], "has_mistakes");
    assert_eq!(office.snapshot().version(), before);

    order["without_refused"] = json!(true);
    let check = office.check(&upload["id"], &order).await;
    let done = office
        .confirm(&upload["id"], &order, &check["checksum"])
        .await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(office.get("/api/layers/landslide-zones").await["count"], 1);
}

#[tokio::test]
async fn what_is_no_layer_is_refused_with_a_remedy_and_leaves_nothing_behind() {
    let mut office = Office::open().await;
    for (name, content, code) in [
        ("rong.geojson", "", "empty_file"),
        (
            "rong.geojson",
            r#"{"type":"FeatureCollection","features":[]}"#,
            "unreadable_layer",
        ),
        ("tieu-de.csv", "ten,lon,lat\n", "unreadable_layer"),
        ("anh.jpg", "not a picture", "unreadable_layer"),
        ("hong.gpkg", "not a database", "unreadable_layer"),
        ("hong.zip", "not an archive", "unreadable_layer"),
        ("khong-duoi", "x", "bad_file_name"),
    ] {
        let path = office.file(name, content);
        let answer = office.upload(&path).await;
        let error = answer.json()["error"].clone();
        assert_eq!(error["code"], code, "{name}: {error}");
        assert!(answer.status.is_client_error());
        for words in [
            &error["message"],
            &error["remedy"],
            &error["vi"]["message"],
            &error["vi"]["remedy"],
        ] {
            assert!(!words.as_str().unwrap().is_empty(), "{error}");
        }
    }
    assert_eq!(office.get("/api/layer-uploads").await["uploads"], json!([]));
    let kept = std::fs::read_dir(office.path("uploads")).unwrap().count();
    assert_eq!(kept, 0, "no file is left");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let office = Office::open().await;
    let answer = office
        .upload_as(&office.browser, "lon.csv", vec![b'a'; (64 << 20) + 1])
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.json()["error"]["code"], "file_too_large");
}

#[tokio::test]
async fn a_file_that_unpacks_to_more_than_fits_is_stopped() {
    let limits = Limits {
        delivered_mib: 1,
        ..LIMITS
    };
    let office = Office::with(PathBuf::from(env!("CARGO_BIN_EXE_nonnuoc")), limits).await;
    let mut rows = "ten,lon,lat\n".to_owned();
    for row in 0..40_000 {
        let _ = writeln!(rows, "Điểm số {row} với một cái tên khá là dài,106.2,22.6");
    }
    let answer = office.upload(&office.file("nhieu.csv", rows)).await;
    assert_eq!(answer.json()["error"]["code"], "reading_too_large");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A script that stands in for the reader. Another process writes it: while this one holds it open for writing, a
/// reader that another test starts may inherit the handle, and the system then refuses to run it.
fn program_file(folder: &Path, script: &str) -> PathBuf {
    let program = folder.join("reader");
    let written = Command::new("/bin/sh")
        .args(["-c", r#"printf %s "$1" > "$0" && chmod 755 "$0""#])
        .arg(&program)
        .arg(script)
        .status()
        .unwrap();
    assert!(written.success());
    program
}

#[tokio::test]
async fn a_crash_of_the_reader_costs_one_upload_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "#!/bin/sh\nread -r request\ncase \"$request\" in *sap.geojson*) kill -SEGV $$;; esac\n\
         exec 3<&0\n{{ printf '%s\\n' \"$request\"; cat <&3 2>/dev/null & }} | {} \"$@\"\n",
        env!("CARGO_BIN_EXE_nonnuoc")
    );
    let program = program_file(folder.path(), &script);
    let mut office = Office::with(program, LIMITS).await;
    let before = office.snapshot().version();
    let answer = office.upload(&office.file("sap.geojson", ZONES)).await;
    let error = answer.json()["error"].clone();
    assert_eq!(
        (answer.status, &error["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("reader_stopped"))
    );
    assert!(
        error["vi"]["message"]
            .as_str()
            .unwrap()
            .contains("Dữ liệu đang có vẫn nguyên"),
        "{error}"
    );
    assert_eq!(office.get("/api/layer-uploads").await["uploads"], json!([]));
    let next = office.look(&office.file("vung.geojson", ZONES)).await;
    assert_eq!(
        (&next["count"], office.snapshot().version()),
        (&json!(3), before)
    );
}

#[tokio::test]
async fn only_who_manages_layers_uploads_and_nobody_sees_another_s_file() {
    let mut office = Office::open().await;
    let path = office.file("vung.geojson", ZONES);
    let nobody = Browser::new(&office.server);
    let answer = office
        .upload_as(&nobody, "vung.geojson", ZONES.into())
        .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    for (name, role) in [("nhap", "editor"), ("hai", "administrator")] {
        let account = json!({ "name": name, "display_name": name, "role": role, "units": [], "agencies": [] , "is_active": true});
        let made = office
            .ask(Method::POST, "/api/accounts", Some(account))
            .await;
        let password = made.json()["one_time_password"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut other = Browser::new(&office.server);
        other.sign_in(name, &password).await;
        other
            .change_password(&password, "một mật khẩu khác hẳn")
            .await;
        let mine = office.look(&path).await;
        let address = format!("/api/layer-uploads/{}", mine["id"].as_str().unwrap());
        let seen = other.ask(Method::GET, &address, None).await.status;
        let expected = if role == "editor" {
            StatusCode::FORBIDDEN
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(seen, expected, "{role}");
        assert_eq!(
            other.ask(Method::DELETE, &address, None).await.status,
            expected
        );
        assert_eq!(
            office.ask(Method::DELETE, &address, None).await.status,
            StatusCode::NO_CONTENT
        );
        assert_eq!(
            office.ask(Method::GET, &address, None).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_check_that_would_now_say_something_else_is_not_confirmed() {
    let mut office = Office::open().await;
    let (geojson, _) = office.schools(3);
    let order = order("school", "EPSG:4326");
    let (first, second) = (office.look(&geojson).await, office.look(&geojson).await);
    let check = office.check(&first["id"], &order).await;
    let other = office.check(&second["id"], &order).await;
    let mut without_origin = order.clone();
    without_origin["source"] = json!(" ");
    let refused = office
        .confirm(&first["id"], &without_origin, &check["checksum"])
        .await;
    assert_eq!(refused.json()["error"]["code"], "no_origin");
    assert_eq!(
        office
            .confirm(&second["id"], &order, &other["checksum"])
            .await
            .status,
        StatusCode::OK
    );
    let late = office
        .confirm(&first["id"], &order, &check["checksum"])
        .await;
    assert_eq!(
        (late.status, &late.json()["error"]["code"]),
        (StatusCode::CONFLICT, &json!("changed_since_check"))
    );
}

#[tokio::test]
async fn a_geopackage_with_several_layers_lets_the_user_choose() {
    let mut office = Office::open().await;
    let (geojson, _) = office.schools(4);
    let zones = office.file("vung.geojson", ZONES);
    let gpkg = office.path("nhieu-lop.gpkg");
    run(Command::new("ogr2ogr")
        .args(["-nln", "truong"])
        .arg(&gpkg)
        .arg(geojson));
    run(Command::new("ogr2ogr")
        .args(["-update", "-nln", "vung"])
        .arg(&gpkg)
        .arg(zones));
    let upload = office.look(&gpkg).await;
    let names: Vec<&str> = upload["layers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|layer| layer["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["truong", "vung"]);
    let address = format!(
        "/api/layer-uploads/{}?layer=vung",
        upload["id"].as_str().unwrap()
    );
    let zones = office.get(&address).await;
    assert_eq!(
        (&zones["geometry"], &zones["count"]),
        (&json!("polygon"), &json!(3))
    );
}

#[tokio::test]
async fn a_surveyors_table_is_read_with_its_axes_as_written() {
    let mut office = Office::open().await;
    let table = "ten;X;Y\nTrường A;2508000;551000\nTrường B;2509000;560000\n";
    let upload = office.look(&office.file("truong.csv", table)).await;
    assert_eq!(upload["proposed_crs"], "EPSG:9210", "{upload:#}");
    let check = office
        .check(
            &upload["id"],
            &json!({ "kind": "school", "reading": { "crs": "EPSG:9210" } }),
        )
        .await;
    assert_eq!(check["accepted"], 2, "{check:#}");
    let swapped = "ten,lon,lat\nA,22.6,106.2\nB,22.7,106.3\n";
    let upload = office.look(&office.file("nguoc.csv", swapped)).await;
    assert!(
        upload["hint"]["vi"]
            .as_str()
            .unwrap()
            .contains("đổi chỗ hai cột"),
        "{upload:#}"
    );
}

#[tokio::test]
async fn boundaries_tell_areas_before_and_after() {
    let mut office = Office::open().await;
    let snapshot = office.snapshot();
    let today = nonnuoc::config::today();
    let features: Vec<Value> = snapshot
        .units()
        .on(today)
        .map(|unit| {
            let boundary = snapshot.map().of(&unit.key, today).unwrap();
            let shape = geojson::Geometry::from(&boundary.geometry);
            json!({ "type": "Feature", "geometry": shape,
                "properties": { "ma_xa": unit.key.code.as_str(), "ten": unit.name } })
        })
        .collect();
    let all = json!({ "type": "FeatureCollection", "features": features }).to_string();
    let upload = office.look(&office.file("xa.geojson", all)).await;
    let mut order = order("boundaries", "EPSG:4326");
    order["mapping"] = json!([]);
    let check = office.check(&upload["id"], &order).await;
    let units = check["boundaries"]["units"]
        .as_array()
        .unwrap_or_else(|| panic!("{check:#}"));
    assert_eq!(units.len(), 56);
    for unit in units {
        let (before, after) = (
            unit["before_km2"].as_f64().unwrap(),
            unit["after_km2"].as_f64().unwrap(),
        );
        assert!((before - after).abs() < 1e-3 * before, "{unit}");
    }
    let done = office
        .confirm(&upload["id"], &order, &check["checksum"])
        .await;
    assert_eq!(
        done.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&done.body)
    );

    let one = json!({ "type": "FeatureCollection", "features": [features[0]] }).to_string();
    let upload = office.look(&office.file("mot-xa.geojson", one)).await;
    order["may_replace"] = json!(true);
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(check["may_confirm"], false);
    assert!(
        check["problems"]["told"][0]["message"]["vi"]
            .as_str()
            .unwrap()
            .starts_with("55/56 xã")
    );
}

#[tokio::test]
async fn a_raster_is_looked_at_by_its_frame_and_its_values() {
    let mut office = Office::open().await;
    let rows: Vec<String> = (0..20)
        .map(|row| {
            (0..20)
                .map(|cell| (300 + row + cell).to_string())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let grid = format!(
        "ncols 20\nnrows 20\nxllcorner 540000\nyllcorner 2500000\ncellsize 500\n{}\n",
        rows.join("\n")
    );
    let asc = office.file("do_cao.asc", grid);
    let tif = office.path("do_cao.tif");
    run(Command::new("gdal_translate")
        .args(["-a_srs", "EPSG:9210"])
        .arg(asc)
        .arg(&tif));
    let upload = office.look(&tif).await;
    assert_eq!(
        (&upload["is_raster"], &upload["count"]),
        (&json!(true), &json!(400))
    );
    assert_eq!(upload["proposed_crs"], "EPSG:9210");
    let order = json!({ "kind": "elevation", "reading": { "crs": "EPSG:9210" }, "source": "Cục Đo đạc",
        "licence": "Nội bộ", "retrieved": "2026-11-20" });
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(check["raster"]["after"]["greatest"], 338.0, "{check:#}");
    assert_eq!(check["raster"]["unit"]["vi"], "m");
    let done = office
        .confirm(&upload["id"], &order, &check["checksum"])
        .await;
    assert_eq!(
        done.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&done.body)
    );
}

#[tokio::test]
async fn a_column_can_be_left_out_although_its_name_says_what_it_holds() {
    let mut office = Office::open().await;
    let upload = office.look(&office.file("vung.geojson", ZONES)).await;
    let mut order = order("landslide-zone", "EPSG:4326");
    order["mapping"] = json!([]);
    let held = |check: &Value, column: &str| {
        let columns = check["columns"]
            .as_array()
            .unwrap_or_else(|| panic!("{check:#}"));
        let found = columns.iter().find(|one| one["column"] == column);
        found.unwrap_or_else(|| panic!("{check:#}"))["attribute"].clone()
    };
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(held(&check, "ten"), "name");

    order["left_out"] = json!(["ten"]);
    order["without_refused"] = json!(true);
    let check = office.check(&upload["id"], &order).await;
    assert_eq!(held(&check, "ten"), Value::Null);
    let done = office
        .confirm(&upload["id"], &order, &check["checksum"])
        .await;
    assert_eq!(done.status, StatusCode::OK);
    let snapshot = office.snapshot();
    let layer = snapshot
        .places()
        .all()
        .filter(|place| place.layer.as_str() == "landslide-zones");
    let names: Vec<String> = layer.map(|place| place.name.clone()).collect();
    assert_eq!(names.len(), 1);
    assert!(!names[0].contains("Vùng"), "{names:?}");

    let upload = office.look(&office.file("vung.geojson", ZONES)).await;
    // What every zone needs cannot be left out; what is not there, or is mapped as well, is told by its name.
    let refused = |check: Value| {
        assert_eq!(check["may_confirm"], false, "{check:#}");
        check["problems"]["told"][0]["message"]["vi"]
            .as_str()
            .unwrap_or_else(|| panic!("{check:#}"))
            .to_owned()
    };
    order["left_out"] = json!(["hazard_class"]);
    let told = refused(office.check(&upload["id"], &order).await);
    assert!(told.starts_with("không cột nào ghi"), "{told}");
    order["left_out"] = json!(["khong_co"]);
    assert_eq!(
        refused(office.check(&upload["id"], &order).await),
        "không có cột này"
    );
    order["left_out"] = json!(["ten"]);
    order["mapping"] = json!([{ "column": "ten", "attribute": "name" }]);
    let told = refused(office.check(&upload["id"], &order).await);
    assert!(told.contains("vừa bị bỏ qua"), "{told}");
}

#[tokio::test]
async fn a_band_of_a_raster_is_chosen() {
    let mut office = Office::open().await;
    let grid = |value: u32| {
        let row = vec![value.to_string(); 10].join(" ");
        let rows = vec![row; 10].join("\n");
        format!("ncols 10\nnrows 10\nxllcorner 540000\nyllcorner 2500000\ncellsize 500\n{rows}\n")
    };
    let (low, high) = (
        office.file("mot.asc", grid(300)),
        office.file("hai.asc", grid(700)),
    );
    let vrt = office.path("hai_kenh.vrt");
    run(Command::new("gdalbuildvrt")
        .args(["-separate", "-a_srs", "EPSG:9210"])
        .arg(&vrt)
        .args([low, high]));
    let tif = office.path("hai_kenh.tif");
    run(Command::new("gdal_translate").arg(vrt).arg(&tif));
    let upload = office.look(&tif).await;
    let order = |band: u32| {
        json!({ "kind": "elevation", "reading": { "crs": "EPSG:9210", "band": band }, "source": "Cục Đo đạc",
            "licence": "Nội bộ", "retrieved": "2026-11-20" })
    };
    for (band, height) in [(1, 300.0), (2, 700.0)] {
        let check = office.check(&upload["id"], &order(band)).await;
        assert_eq!(check["raster"]["after"]["mean"], height, "{check:#}");
    }
    let check = office.check(&upload["id"], &order(3)).await;
    let told = &check["problems"]["told"][0];
    assert_eq!(told["message"]["vi"], "không có kênh ảnh này", "{check:#}");
    assert_eq!(told["remedy"]["vi"], "Tệp có 2 kênh.");
    assert_eq!(told["value"], "3");
}
