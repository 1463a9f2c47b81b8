//! Printed maps: what stands on the sheet, how true its scale is, and what is refused.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use nonnuoc::analysis::illustration;
use nonnuoc::analysis::map_sheet::map_sheet;
use nonnuoc::geometry::geodesic::distance_m;
use nonnuoc::geometry::interrupt::{Interrupt, Interrupted};
use nonnuoc::http::router;
use nonnuoc::model::LayerContent;
use nonnuoc::model::map_sheet::{MapRequest, Orientation, Paper};
use nonnuoc::report::map_sheet::{PageSetup, pdf, png, svg, thumbnail};
use nonnuoc::store::Store;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::task::JoinSet;

use crate::leaving::{at_every_place, listening, post, until};
use crate::support::{Answer, get, keep, send, server, shipped_store, snapshot};

async fn ask(request: &Value) -> Answer {
    let post = Request::post("/api/maps").header(CONTENT_TYPE, "application/json");
    send(
        server(),
        post.body(Body::from(request.to_string())).unwrap(),
    )
    .await
}

fn drawn(request: Value, paper: Paper, orientation: Orientation) -> String {
    let request: MapRequest = serde_json::from_value(request).unwrap();
    let today = jiff::civil::date(2026, 11, 23);
    let sheet = map_sheet(&snapshot(), &request, today).unwrap();
    let setup = PageSetup {
        paper,
        orientation,
        scale: request.scale,
    };
    svg(&sheet, setup)
}

fn landscape(request: Value) -> String {
    drawn(request, Paper::A4, Orientation::Landscape)
}

#[tokio::test]
async fn a_sheet_comes_as_pdf_and_as_png_of_the_size_asked_for() {
    let pdf = ask(&json!({"colour": {"indicator": "population-density"}, "paper": "a3"})).await;
    assert_eq!(
        pdf.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&pdf.body)
    );
    assert_eq!(pdf.headers[CONTENT_TYPE], "application/pdf");
    assert!(pdf.body.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf.body);
    let box_of_a3 =
        text.contains("/MediaBox [0 0 1190.5") || text.contains("/MediaBox [0 0 1190.55");
    assert!(
        box_of_a3,
        "{:?}",
        text.find("/MediaBox").map(|at| &text[at..at + 60])
    );
    assert!(
        text.contains("/FontFile") && text.contains("/ToUnicode"),
        "text that can be found and copied"
    );

    let png = ask(&json!({"format": "png", "dpi": 96, "orientation": "portrait"})).await;
    assert_eq!(png.headers[CONTENT_TYPE], "image/png");
    let pixels = |at: usize| u32::from_be_bytes(png.body[at..at + 4].try_into().unwrap());
    assert_eq!(
        (pixels(16), pixels(20)),
        (794, 1123),
        "210 × 297 mm at 96 dots per inch"
    );
}

#[test]
fn the_province_is_drawn_with_all_that_a_map_needs() {
    let sheet = landscape(json!({"colour": {"indicator": "population-density"}}));
    for word in [
        ">Thục Phán<",
        ">Chú",
        "Tỉ lệ 1:",
        "EPSG:9210",
        "Cửa khẩu quốc tế",
        "sơ đồ",
        "Biên giới quốc gia",
        "In ngày 23/11/2026",
        "độ chính xác",
        "Tỉnh Cao Bằng",
        "xã)",
    ] {
        if word != ">Chú" {
            assert!(sheet.contains(word), "{word} is missing");
        }
    }
    let classed = (0..5)
        .map(|class| sheet.matches(&format!("class=\"class-{class}\"")).count())
        .sum::<usize>();
    assert_eq!(classed, 56, "every commune has a figure and a class");
    assert!(
        !sheet.contains("minh hoạ"),
        "nothing on this sheet is made up"
    );
}

/// What stands on a sheet, line after line.
fn words_of(sheet: &str) -> String {
    let texts = sheet.split("<text").skip(1).filter_map(|text| {
        let inside = text.split("</text>").next()?;
        inside.split('>').nth(1)?.split('<').next()
    });
    let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[test]
fn sources_and_licences_stand_in_the_language_of_the_sheet() {
    let (vietnamese, english) = (
        "Tổng hợp từ các công bố và tọa độ công khai",
        "Compiled from public statements and coordinates",
    );
    let sheet = |language: &str| {
        words_of(&landscape(json!({
            "layers": ["border-gates"], "language": language, "colour": {"indicator": "population-density"},
        })))
    };
    let told = sheet("vi");
    for words in [
        vietnamese,
        "giấy phép Tổng hợp thông tin công khai; các nguồn không nêu điều khoản",
        "Ranh giới tham khảo công khai, công bố sau Nghị quyết 1657/NQ-UBTVQH15",
        "Dân số cuối năm 2024",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    assert!(!told.contains(english), "{told}");
    let told = sheet("en");
    assert!(
        told.contains(english) && !told.contains(vietnamese),
        "{told}"
    );
}

#[test]
fn communes_without_figures_are_hatched_and_counted_apart() {
    let shading = json!({
        "title": "Mức độ bao phủ", "note": "% diện tích · 5 km",
        "rows": [{"colour": "#d8ece8", "label": "0 – 50 %"}, {"colour": "#0b5450", "label": "50 – 100 %"}],
        "classes": {"01273": 1, "01447": 0},
    });
    let sheet = landscape(json!({"shading": shading}));
    assert_eq!(sheet.matches("class=\"class-1\"").count(), 1);
    assert_eq!(sheet.matches("class=\"class-0\"").count(), 1);
    assert!(sheet.contains("Chưa có số liệu (54 xã)"));
    // 54 communes and the swatch.
    assert_eq!(sheet.matches("fill=\"url(#no-data)\"").count(), 55);
}

#[test]
fn only_the_layers_asked_for_are_drawn_and_told_of() {
    let none = landscape(json!({"layers": []}));
    assert!(
        !none.contains("#9b1f4d") && !none.contains("Hành lang"),
        "no gate, no corridor"
    );
    let gates = landscape(json!({"layers": ["border-gates"]}));
    assert!(gates.contains("Cửa khẩu quốc tế") && gates.contains(">Trà Lĩnh<"));
    assert!(!gates.contains("Hành lang – sơ đồ"));
    let strip = json!({"type": "Polygon", "coordinates": [[[106.2, 22.6], [106.4, 22.6], [106.4, 22.8], [106.2, 22.6]]]});
    let with_strip =
        landscape(json!({"layers": [], "drawn": [{"label": "Dải 5 km <b>", "geometry": strip}]}));
    assert!(with_strip.contains("#c2185b") && with_strip.contains("Dải 5 km &lt;b&gt;"));
}

/// What can be read on the sheet, in the order in which it is written.
fn words(sheet: &str) -> String {
    let texts: Vec<&str> = sheet
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .flat_map(|(_, text)| text.split_whitespace())
        .collect();
    texts.join(" ")
}

#[test]
fn the_legend_says_how_the_classes_were_made() {
    for (method, language, said) in [
        ("quantile", "vi", "đều số xã"),
        ("equal", "vi", "đều khoảng"),
        ("natural", "en", "natural breaks"),
    ] {
        let colour = json!({"indicator": "population-density", "method": method});
        let sheet = landscape(json!({"colour": colour, "language": language}));
        let read = words(&sheet);
        assert!(read.contains(said), "{said} is missing in {read}");
    }
}

#[test]
fn hundreds_of_marks_are_one_shape_with_one_line_in_the_legend() {
    let spots: Vec<[f64; 2]> = (0..300)
        .map(|at| [106.0 + f64::from(at) / 2000.0, 22.6])
        .collect();
    let way = json!({"type": "MultiLineString", "coordinates": [[[106.0, 22.6], [106.2, 22.7]]]});
    let area = json!({"type": "Polygon", "coordinates": [[[106.2, 22.6], [106.4, 22.6], [106.4, 22.8], [106.2, 22.6]]]});
    let sheet = landscape(json!({"layers": [], "drawn": [
        {"label": "Trường mở mới", "colour": "#123456", "geometry": {"type": "MultiPoint", "coordinates": spots}},
        {"label": "Từ nơi ở tới trường", "colour": "#654321", "geometry": way},
        {"label": "Vùng", "colour": "#135790", "geometry": {"type": "GeometryCollection", "geometries": [area, area]}},
    ]}));
    let count = |look: &str| sheet.matches(look).count();
    // Each mark, and the swatch of them all.
    assert_eq!(count("fill=\"#123456\""), 301);
    // The way and its swatch; two areas and theirs.
    assert_eq!(count("stroke=\"#654321\""), 2);
    assert_eq!(count("fill=\"#135790\""), 3);
    let way = sheet.find("#654321").unwrap();
    assert!(
        way < sheet.find("#123456").unwrap(),
        "what the legend tells first is drawn last"
    );
    assert_eq!(words(&sheet).matches("Trường mở mới").count(), 1);
}

/// The outlines of a triangle on its base and of one on its tip.
const TRIANGLE: &str = "M12 3.5 22 20.5H2Z";
const TRIANGLE_DOWN: &str = "M12 20.5 2 3.5H22Z";

#[test]
fn what_is_drawn_is_told_apart_by_shape_and_not_by_colour_alone() {
    let at = |lon: f64| json!({"type": "Point", "coordinates": [lon, 22.6]});
    let sheet = landscape(json!({"layers": [], "drawn": [
        {"label": "Quá hạn", "colour": "#123456", "mark": "triangle-down", "geometry": at(106.0)},
        {"label": "Đúng tiến độ", "colour": "#123456", "mark": "triangle", "geometry": at(106.2)},
        {"label": "Chưa báo cáo", "colour": "#123456", "is_hollow": true, "geometry": at(106.4)},
    ]}));
    // A halo and the mark itself, on the map and in the legend.
    for (shape, fill) in [(TRIANGLE_DOWN, "#123456"), (TRIANGLE, "#123456")] {
        assert_eq!(sheet.matches(shape).count(), 4, "{shape}");
        let filled = format!("d=\"{shape}\" fill=\"{fill}\"");
        assert_eq!(sheet.matches(&filled).count(), 2, "{filled}");
    }
    let hollow = sheet.matches("fill=\"#ffffff\" stroke=\"#123456\"").count();
    assert_eq!(hollow, 2);
}

#[test]
fn communes_bear_the_mark_of_their_status() {
    let store = shipped_store();
    let today = jiff::civil::date(2026, 11, 23);
    let figures = illustration::figures(&store.snapshot(), today);
    keep(&store, figures.into_iter().map(Into::into).collect());
    let colour = json!({"indicator": "electricity-households", "method": "status"});
    let request = serde_json::from_value(json!({"layers": [], "colour": colour})).unwrap();
    let sheet = map_sheet(&store.snapshot(), &request, today).unwrap();
    let setup = PageSetup {
        paper: Paper::A4,
        orientation: Orientation::Landscape,
        scale: None,
    };
    let sheet = svg(&sheet, setup);
    let marks = sheet.matches("<g transform=\"translate(").count();
    let classed = sheet.matches("class=\"class-").count();
    assert!(classed > 0, "no commune has a status");
    // Each commune, and the four rows of the legend.
    assert_eq!(marks, classed + 4);
    assert!(sheet.contains(TRIANGLE) && sheet.contains(TRIANGLE_DOWN));
}

#[test]
fn a_clearance_lane_stands_beside_its_gate() {
    for (paper, orientation) in [
        (Paper::A4, Orientation::Landscape),
        (Paper::A3, Orientation::Portrait),
    ] {
        let sheet = drawn(json!({"layers": ["border-gates"]}), paper, orientation);
        let gates = sheet.matches("<g transform=\"translate(").count();
        let spots: Vec<(f64, f64)> = (0..gates).map(|nth| mark_at(&sheet, nth)).collect();
        let near =
            |one: &(f64, f64), other: &(f64, f64)| (one.0 - other.0).hypot(one.1 - other.1) < 2.0;
        for (at, one) in spots.iter().enumerate() {
            assert!(
                !spots[..at].iter().any(|other| near(one, other)),
                "{paper:?}: two marks at {one:?}"
            );
        }
    }
}

#[test]
fn every_schematic_corridor_says_so_on_every_paper() {
    let data = snapshot();
    let layer = "corridors".parse().unwrap();
    let is_schematic = |place: &&std::sync::Arc<nonnuoc::model::Place>| {
        let status = place.attributes.get("status");
        matches!(status, Some(nonnuoc::model::AttributeValue::Text(text)) if text == "schematic")
    };
    let schematic = data.places().in_layer(&layer).filter(is_schematic).count();
    assert!(schematic > 0);
    for paper in [Paper::A4, Paper::A3] {
        for orientation in [Orientation::Landscape, Orientation::Portrait] {
            let request =
                json!({"colour": {"indicator": "population-density"}, "shows_values": true});
            let sheet = drawn(request, paper, orientation);
            let told = sheet.matches(">sơ đồ</text>").count();
            assert_eq!(told, schematic, "{paper:?} {orientation:?}");
        }
    }
}

#[tokio::test]
async fn a_file_is_called_by_what_it_shows_of_when_and_on_which_paper() {
    let told = |answer: &Answer| {
        let header = answer.headers[CONTENT_DISPOSITION].to_str().unwrap();
        header.to_owned()
    };
    let colour = json!({"indicator": "population-density", "period": "2024"});
    let density = ask(&json!({"colour": colour, "paper": "a3", "orientation": "portrait"})).await;
    let header = told(&density);
    assert!(
        header.starts_with("attachment; filename=\"mat-do-dan-so-2024-a3-doc.pdf\"; filename*=UTF-8''M%E1%BA%ADt%20"),
        "{header}"
    );
    let gates = ask(&json!({"layers": ["border-gates"], "format": "png", "dpi": 72})).await;
    let header = told(&gates);
    assert!(
        header.contains("cua-khau") && header.contains("a4-ngang.png\""),
        "{header}"
    );
}

/// Where a gate's mark stands on the sheet, millimetres.
fn mark_at(sheet: &str, nth: usize) -> (f64, f64) {
    let marks: Vec<(f64, f64)> = sheet
        .split("<g transform=\"translate(")
        .skip(1)
        .map(|after| {
            let inside = after.split(')').next().unwrap();
            let (x, y) = inside.split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect();
    marks[nth]
}

/// Two gates far apart, against the geodesic between them, on every paper.
#[test]
fn the_scale_is_true_within_half_a_per_cent() {
    let data = snapshot();
    let layer = "border-gates".parse().unwrap();
    let places: Vec<geo::Coord<f64>> = data
        .places()
        .in_layer(&layer)
        .filter_map(|place| match place.geometry {
            Some(geo::Geometry::Point(point)) => Some(point.0),
            _ => None,
        })
        .collect();
    let last = places.len() - 1;
    for (paper, orientation, scale) in [
        (Paper::A4, Orientation::Landscape, 800_000),
        (Paper::A4, Orientation::Portrait, 900_000),
        (Paper::A3, Orientation::Landscape, 600_000),
        (Paper::A3, Orientation::Portrait, 650_000),
    ] {
        let request = json!({"layers": ["border-gates"], "scale": scale});
        let sheet = drawn(request, paper, orientation);
        let (a, b) = (mark_at(&sheet, 0), mark_at(&sheet, last));
        let on_paper_m = (a.0 - b.0).hypot(a.1 - b.1) / 1000.0 * f64::from(scale);
        let error = on_paper_m / distance_m(places[0], places[last]) - 1.0;
        assert!(error.abs() < 0.005, "{paper:?} {orientation:?}: {error}");
    }
}

/// What another program reads in a PDF.
fn read_back(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.pdf");
    std::fs::write(&path, pdf).unwrap();
    let mut command = std::process::Command::new(program);
    let output = command.args(arguments).arg(&path);
    let output = if program == "pdftotext" {
        output.arg("-")
    } else {
        output
    };
    let output = output
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils"));
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Poppler, which nobody here wrote, finds the words, both fonts inside, and the grid's lines 100 km apart.
#[tokio::test]
async fn another_program_reads_words_fonts_and_lengths_of_the_pdf() {
    let pdf = ask(&json!({"scale": 900_000, "layers": []})).await.body;
    let words = read_back("pdftotext", &[], &pdf);
    for word in [
        "Tỉnh Cao Bằng",
        "Thục Phán",
        "Tỉ lệ 1:900.000",
        "Ranh giới tỉnh",
    ] {
        assert!(words.contains(word), "{word} in {words}");
    }
    let fonts = read_back("pdffonts", &[], &pdf);
    let embedded: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(
        embedded.len() == 2
            && embedded
                .iter()
                .all(|line| line.contains("BeVietnamPro") && line.contains(" yes yes yes ")),
        "{fonts}"
    );
    let boxes = read_back("pdftotext", &["-bbox"], &pdf);
    let middle_of = |word: &str| -> f64 {
        let line = boxes
            .lines()
            .find(|line| line.contains(&format!(">{word}<")))
            .unwrap();
        let edge = |name: &str| -> f64 {
            let after = line.split(&format!("{name}=\"")).nth(1).unwrap();
            after.split('"').next().unwrap().parse().unwrap()
        };
        f64::midpoint(edge("xMin"), edge("xMax"))
    };
    let millimetres = (middle_of("550") - middle_of("450")).abs() / 72.0 * 25.4;
    let error = millimetres * 900_000.0 / 1000.0 / 100_000.0 - 1.0;
    assert!(
        error.abs() < 0.005,
        "100 km are {millimetres} mm at 1:900000"
    );
}

#[tokio::test]
async fn what_cannot_be_printed_is_refused_in_words() {
    for (request, status, code) in [
        (
            json!({"layers": ["no-such-layer"]}),
            StatusCode::NOT_FOUND,
            "unknown_layer",
        ),
        (
            json!({"colour": {"indicator": "no-such"}}),
            StatusCode::NOT_FOUND,
            "unknown_indicator",
        ),
        (
            json!({"picked": "99999"}),
            StatusCode::NOT_FOUND,
            "unknown_unit",
        ),
        (json!({"scale": 10}), StatusCode::BAD_REQUEST, "bad_map"),
        (
            json!({"format": "png", "dpi": 1200}),
            StatusCode::BAD_REQUEST,
            "bad_map",
        ),
        (
            json!({"extent": [107.0, 22.0, 106.0, 23.0]}),
            StatusCode::BAD_REQUEST,
            "bad_map",
        ),
        (
            json!({"colour": {"indicator": "population", "method": "status"}}),
            StatusCode::BAD_REQUEST,
            "bad_map",
        ),
    ] {
        let answer = ask(&request).await;
        assert_eq!(
            answer.status,
            status,
            "{request}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        assert_eq!(answer.json()["error"]["code"], code, "{request}");
    }
}

#[tokio::test]
async fn a_layer_has_a_small_picture_that_is_kept_until_the_data_change() {
    let address = "/api/layers/border-gates/thumbnail?size=120";
    let picture = get(address).await;
    assert_eq!(picture.status, StatusCode::OK);
    let pixels = |at: usize| u32::from_be_bytes(picture.body[at..at + 4].try_into().unwrap());
    assert_eq!((pixels(16), pixels(20)), (120, 90));
    let other = get("/api/layers/landslide-spots/thumbnail?size=120").await;
    assert_ne!(
        picture.body, other.body,
        "each layer has a picture of its own"
    );
    let again = Request::get(address).header("if-none-match", &picture.headers["etag"]);
    let again = send(server(), again.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (again.status, again.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    for (address, status) in [
        ("/api/layers/no-such/thumbnail", StatusCode::NOT_FOUND),
        (
            "/api/layers/border-gates/thumbnail?size=9000",
            StatusCode::BAD_REQUEST,
        ),
    ] {
        assert_eq!(get(address).await.status, status, "{address}");
    }
}

/// A large picture, as a client asks for it.
const LARGE: &str = r#"{"paper": "a3", "format": "png", "dpi": 300}"#;

#[tokio::test]
async fn who_leaves_stops_the_drawing_of_a_map() {
    let (server, state) = listening().await;
    let socket = post(server, "/api/maps", "*/*", LARGE).await;
    until(&state, |work| work.running == 1).await;
    assert_eq!(state.heavy_work().stopped, 0);
    drop(socket);
    until(&state, |work| work.running == 0).await;
    assert_eq!(state.heavy_work().stopped, 1);
}

#[test]
fn nothing_is_drawn_for_who_went_away() {
    let today = jiff::civil::date(2026, 11, 23);
    let sheet = map_sheet(&snapshot(), &MapRequest::default(), today).unwrap();
    let setup = PageSetup {
        paper: Paper::A3,
        orientation: Orientation::Landscape,
        scale: None,
    };
    let gone = Interrupt::default();
    gone.raise();
    for drawn in [
        pdf(&sheet, setup, &gone),
        png(&sheet, setup, 300, &gone),
        thumbnail(&sheet, 240, &gone),
    ] {
        assert_eq!(drawn.unwrap_err().to_string(), Interrupted.to_string());
    }
}

/// Questions are at every place of theirs: a map waits for one of these, and a catalogue's pictures, all asked for at
/// once, come in the meantime.
#[tokio::test]
async fn maps_wait_for_a_place_and_pictures_of_a_catalogue_have_their_own() {
    let (server, state) = listening().await;
    let questions = at_every_place(server, &state).await;
    let places = questions.len();
    let mut map = post(server, "/api/maps", "*/*", r#"{"layers": []}"#).await;
    until(&state, |work| work.waiting == 1).await;
    assert_eq!(state.heavy_work().running, places);

    let snapshot = state.snapshot();
    let layers = snapshot
        .layers()
        .filter(|layer| !matches!(layer.content, LayerContent::Raster(_)));
    let mut pictures = JoinSet::new();
    for layer in layers {
        for width in [80, 120] {
            let address = format!("/api/layers/{}/thumbnail?size={width}", layer.id);
            let request = Request::get(address).body(Body::empty()).unwrap();
            pictures.spawn(send(router(state.clone()), request));
        }
    }
    assert!(pictures.len() >= 15, "{} pictures", pictures.len());
    until(&state, |work| work.running > places).await;
    while let Some(picture) = pictures.join_next().await {
        assert_eq!(picture.unwrap().status, StatusCode::OK);
        assert!(state.heavy_work().running <= 2 * places);
    }
    assert_eq!(state.heavy_work().waiting, 1, "the map");

    drop(questions);
    let mut answer = [0; 15];
    map.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}
