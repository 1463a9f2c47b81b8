//! Hostile geometry on every address of spatial questions: a clear refusal or an answer, never a hang.
//! `tests/load/hostile.mjs` does the same to a real process and measures its memory.

use std::fmt::Write;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::refusals::code_of;
use crate::support::{Answer, send, server};

type Position = (f64, f64);

fn positions(count: u32, place: impl Fn(u32) -> Position) -> String {
    let mut text = String::from("[");
    for index in 0..count {
        let (x, y) = place(index);
        let comma = if index == 0 { "" } else { "," };
        write!(text, "{comma}[{x:.7},{y:.7}]").unwrap();
    }
    text.push(']');
    text
}

fn line(count: u32, place: impl Fn(u32) -> Position) -> String {
    let coordinates = positions(count, place);
    format!("{{\"type\":\"LineString\",\"coordinates\":{coordinates}}}")
}

/// A polygon of one ring, closed at its end.
fn ring(count: u32, place: impl Fn(u32) -> Position) -> String {
    let closed = positions(count + 1, |index| place(index % count));
    format!("{{\"type\":\"Polygon\",\"coordinates\":[{closed}]}}")
}

fn around(share: f64, radius: f64) -> Position {
    let (sin, cos) = (share * std::f64::consts::TAU).sin_cos();
    (106.2 + radius * cos, 22.7 + radius * sin)
}

fn jumping(index: u32) -> Position {
    let fraction = |step: f64| (f64::from(index) * step).fract();
    (
        105.5 + fraction(0.754_877_666_246_692_7),
        22.4 + 0.6 * fraction(0.569_840_290_998_053_2),
    )
}

fn square_with_holes(holes: u32) -> String {
    let square = |x: f64, y: f64, side: f64| {
        let corners = [
            (x, y),
            (x + side, y),
            (x + side, y + side),
            (x, y + side),
            (x, y),
        ];
        positions(5, |index| corners[index as usize])
    };
    let mut rings = square(105.8, 22.4, 0.6);
    for hole in 0..holes {
        let (column, row) = (f64::from(hole % 100), f64::from(hole / 100));
        let hole = square(105.801 + column * 0.005, 22.401 + row * 0.005, 0.003);
        write!(rings, ",{hole}").unwrap();
    }
    format!("{{\"type\":\"Polygon\",\"coordinates\":[{rings}]}}")
}

/// What must come of a geometry.
#[derive(Clone, Copy)]
enum Fate {
    /// An answer.
    Answered,
    /// This refusal.
    Refused(&'static str),
    /// Either, in words.
    Either,
}
use Fate::{Answered, Either, Refused};

/// Name, geometry, what must come of it as a target, and as a drawn corridor.
type Hostile = (&'static str, String, Fate, Fate);

const BAD: Fate = Refused("bad_geometry");
const TOO_WIDE: Fate = Refused("bad_coverage");
const NO_LINE: Fate = Refused("bad_geometry");
const UNREADABLE: Fate = Refused("bad_body");

/// The whole battery.
fn battery() -> Vec<Hostile> {
    [of_little_sense(), lines(), areas()].concat()
}

fn of_little_sense() -> Vec<Hostile> {
    let object = |kind: &str, rest: &str| format!("{{\"type\":\"{kind}\",{rest}}}");
    let at =
        |kind: &str, coordinates: &str| object(kind, &format!("\"coordinates\":{coordinates}"));
    let heap = positions(50_000, |_| (106.0, 22.5));
    vec![
        ("empty polygon", at("Polygon", "[]"), BAD, BAD),
        ("empty line", at("LineString", "[]"), BAD, BAD),
        (
            "empty collection",
            object("GeometryCollection", "\"geometries\":[]"),
            BAD,
            BAD,
        ),
        (
            "not a number",
            at("Point", "[NaN,22]"),
            UNREADABLE,
            UNREADABLE,
        ),
        (
            "infinite",
            at("Point", "[1e999,22]"),
            UNREADABLE,
            UNREADABLE,
        ),
        (
            "huge",
            at("LineString", "[[1e300,22],[106,1e300]]"),
            BAD,
            BAD,
        ),
        (
            "around the earth",
            at("LineString", "[[-179,22],[179,22]]"),
            Either,
            TOO_WIDE,
        ),
        ("one position", line(100_000, |_| (106.0, 22.5)), BAD, BAD),
        (
            "points on one spot",
            at("MultiPoint", &heap),
            Answered,
            NO_LINE,
        ),
    ]
}

fn lines() -> Vec<Hostile> {
    let zigzag = |index: u32| (105.5 + f64::from(index % 2), 22.4 + f64::from(index) * 6e-7);
    let spiral = |index: u32| around(f64::from(index) / 1_000.0, f64::from(index) * 3e-6);
    let trembling = |index: u32| {
        (
            106.0 + f64::from(index % 2) * 1e-7,
            22.5 + f64::from(index) * 1e-7,
        )
    };
    vec![
        ("short spiral", line(5_000, spiral), Answered, Answered),
        (
            "short trembling",
            line(5_000, trembling),
            Answered,
            Answered,
        ),
        // Whether a strip around so many vertices is drawn within a minute is a matter of the machine.
        ("spiral", line(100_000, spiral), Answered, Either),
        ("trembling line", line(30_000, trembling), Answered, Either),
        ("tangled line", line(100_000, jumping), BAD, BAD),
        ("zigzag of a million", line(1_000_000, zigzag), BAD, BAD),
        ("zigzag", line(100_000, zigzag), Either, Either),
    ]
}

fn areas() -> Vec<Hostile> {
    let pinched = [
        (106.0, 22.5),
        (106.4, 22.5),
        (106.2, 22.7),
        (106.4, 22.9),
        (106.0, 22.9),
        (106.2, 22.7),
    ];
    let bow = [(106.0, 22.5), (106.4, 22.9), (106.4, 22.5), (106.0, 22.9)];
    let crossing_star = |index: u32| around(f64::from(index) * 0.400_001, 0.3);
    let star = |index: u32| {
        let radius = if index.is_multiple_of(2) { 0.3 } else { 0.1 };
        around(f64::from(index) / 100_000.0, radius)
    };
    let round = |count: u32| {
        ring(count, |index| {
            around(f64::from(index) / f64::from(count), 0.3)
        })
    };
    vec![
        (
            "self-touching",
            ring(6, |index| pinched[index as usize]),
            BAD,
            BAD,
        ),
        ("bow-tie", ring(4, |index| bow[index as usize]), BAD, BAD),
        ("crossing star", ring(99_999, crossing_star), BAD, BAD),
        ("tangled ring", ring(100_000, jumping), BAD, BAD),
        ("star", ring(100_000, star), Either, Either),
        ("ring", round(100_000), Answered, NO_LINE),
        ("ring of a million", round(1_000_000), BAD, BAD),
        ("many holes", square_with_holes(10_000), Answered, NO_LINE),
    ]
}

async fn post(address: &str, question: String) -> Answer {
    let request = Request::post(address).header(CONTENT_TYPE, "application/json");
    send(server(), request.body(Body::from(question)).unwrap()).await
}

fn judge(asked: &str, answer: &Answer, fate: Fate) {
    let is_answered = answer.status == StatusCode::OK;
    match fate {
        Answered => assert!(
            is_answered,
            "{asked}: {}",
            String::from_utf8_lossy(&answer.body)
        ),
        Either if is_answered => {}
        Either => drop(code_of(answer, asked)),
        Refused(code) => assert_eq!(code_of(answer, asked), code, "{asked}"),
    }
}

#[tokio::test]
async fn hostile_targets_are_answered_or_refused_in_words() {
    for (name, geometry, fate, _) in battery() {
        for op in [
            "within",
            "intersects",
            "contains",
            "within_distance",
            "nearest",
        ] {
            let extra = match op {
                "within_distance" => ",\"distance_m\":1000",
                "nearest" => ",\"k\":3",
                _ => "",
            };
            for from in ["\"units\"", "{\"kind\":\"border-gate\"}"] {
                let question = format!(
                    "{{\"from\":{from},\"limit\":1,\"relation\":{{\"op\":\"{op}\",\"target\":{{\"geometry\":{geometry}}}{extra}}}}}"
                );
                let answer = post("/api/queries", question).await;
                judge(&format!("{name}, {op}, {from}"), &answer, fate);
            }
        }
    }
}

#[tokio::test]
async fn hostile_lines_are_covered_or_refused_in_words() {
    for (name, geometry, _, fate) in battery() {
        let question = format!("{{\"line\":{geometry},\"widths_km\":[0.001,5]}}");
        let answer = post("/api/coverage", question).await;
        judge(&format!("{name}, coverage"), &answer, fate);
    }
}

fn many(count: usize, item: &str) -> String {
    vec![item; count].join(",")
}

type HostileQuestion = (&'static str, String, &'static str);

/// Bodies too deep, too long or of no position, and the code that each is refused with.
fn hostile_bodies() -> Vec<HostileQuestion> {
    vec![
        ("/api/exposure", "[".repeat(100_000), "bad_body"),
        (
            "/api/locate",
            format!("{{\"places\":[{}]}}", many(1_100_000, "[1,2]")),
            "too_many_places",
        ),
        (
            "/api/locate",
            format!("{{\"places\":[{}]}}", many(2_000_000, "[1,2]")),
            "too_large",
        ),
        (
            "/api/locate",
            r#"{"places":[[NaN,2]]}"#.to_owned(),
            "bad_body",
        ),
        (
            "/api/locate",
            r#"{"places":[[1e300,2]]}"#.to_owned(),
            "bad_place",
        ),
        (
            "/api/locate",
            r#"{"places":[[106]]}"#.to_owned(),
            "bad_body",
        ),
        (
            "/api/locate",
            format!(
                "{{\"places\":[],\"options\":{{\"strips_km\":[{}]}}}}",
                many(1_000_000, "1")
            ),
            "bad_width",
        ),
    ]
}

/// Lists of a few bytes a row, each of which would be kept with what is wrong with it, and the code that each is
/// refused with.
fn hostile_lists() -> Vec<(&'static str, String, &'static str)> {
    let wide = format!("lon,lat{}\n", ",a".repeat(998));
    vec![
        (
            "rows without a place",
            format!("lon;lat\n{}", "1\n".repeat(4_000_000)),
            "too_large",
        ),
        (
            "values between bars",
            format!("sep=|\nlon|lat\n{}", "|".repeat(4_000_000)),
            "too_large",
        ),
        (
            "refused rows",
            format!("lon;lat\n{}", "1\n".repeat(250_001)),
            "too_many_places",
        ),
        (
            "short rows of a wide list",
            wide + &"1\n".repeat(9_000),
            "too_many_places",
        ),
    ]
}

#[tokio::test]
async fn hostile_lists_are_refused_before_they_fill_the_memory() {
    for (name, list, code) in hostile_lists() {
        let request = Request::post("/api/locate").header(CONTENT_TYPE, "text/csv");
        let answer = send(server(), request.body(Body::from(list)).unwrap()).await;
        assert_eq!(code_of(&answer, name), code, "{name}");
    }
}

/// Analyses that would take too long, and the code that each is refused with.
fn hostile_analyses() -> Vec<HostileQuestion> {
    vec![
        (
            "/api/coverage",
            format!("{{\"corridors\":[{}]}}", many(100_000, "\"x\"")),
            "bad_coverage",
        ),
        (
            "/api/coverage",
            format!(
                "{{\"corridors\":[],\"widths_km\":[{}]}}",
                (1..1_000)
                    .map(|i| i.to_string())
                    .collect::<Vec<_>>()
                    .join(",")
            ),
            "bad_coverage",
        ),
        (
            "/api/coverage",
            r#"{"corridors":[],"widths_km":[1e308]}"#.to_owned(),
            "bad_coverage",
        ),
        (
            "/api/queries",
            format!(
                "{{\"from\":\"units\",\"also\":[{}]}}",
                many(
                    10_000,
                    r#"{"relation":{"op":"within","target":{"unit":"01273"}}}"#
                )
            ),
            "bad_query",
        ),
        (
            "/api/queries",
            format!(
                "{{\"from\":\"units\",\"filter\":\"{}\"}}",
                "(".repeat(9_000)
            ),
            "bad_filter",
        ),
        (
            "/api/queries",
            r#"{"from":"units","limit":100000000}"#.to_owned(),
            "bad_query",
        ),
    ]
}

#[tokio::test]
async fn hostile_questions_without_geometry_end_soon() {
    let hazards = many(200_000, "\"landslide-zone\"");
    let codes = many(200_000, "\"01273\"");
    let layers = many(200_000, "\"no-such-layer\"");
    let unknown = post("/api/exposure", format!("{{\"layers\":[{layers}]}}")).await;
    assert_eq!(
        code_of(&unknown, "layers that do not exist"),
        "unknown_layer"
    );
    let exposure = post(
        "/api/exposure",
        format!("{{\"hazards\":[{hazards}],\"surveyed_units\":[{codes}]}}"),
    )
    .await;
    assert_eq!(exposure.status, StatusCode::OK);
    let refused = post("/api/exposure", json!({"hazards": ["school"]}).to_string()).await;
    assert_eq!(code_of(&refused, "exposure of schools"), "bad_exposure");
    for (address, question, code) in hostile_bodies().into_iter().chain(hostile_analyses()) {
        let answer = post(address, question.clone()).await;
        let shown: String = question.chars().take(60).collect();
        assert_eq!(
            code_of(&answer, &format!("{address} {shown}")),
            code,
            "{address} {shown}"
        );
    }
}
