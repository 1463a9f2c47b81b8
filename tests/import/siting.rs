//! Siting by command: on the data in every form, on tables of one's own, and what is refused.

use serde_json::Value;

use crate::answers::{TODAY, in_every_form};
use crate::workspace::Workspace;

#[test]
fn siting_on_the_data_is_told_in_every_form() {
    let workspace = Workspace::seeded();
    workspace.illustrate(TODAY);
    let command = [
        "siting",
        "--model",
        "p-median",
        "--most-new",
        "2",
        "--level",
        "lower-secondary",
        "--on",
        "2026-07-01",
    ];
    let (answer, csv) = in_every_form(&workspace, &command);
    assert_eq!(
        (&answer["status"], &answer["level"]),
        (&"optimal".into(), &"lower-secondary".into())
    );
    assert_eq!(answer["is_illustrative"], true);
    let sites = answer["sites"].as_array().unwrap();
    let fresh = sites
        .iter()
        .filter(|site| site["is_open"] == true && site["is_open_now"] == false);
    assert!(fresh.count() <= 2);
    for row in [
        "\nanswer,p-median,",
        "\nunit,01273,",
        "\ngoal,satellite-cut,",
        "\nsite,",
        "\ntrip,",
    ] {
        assert!(csv.contains(row), "{row} is not in {csv}");
    }
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().ends_with(",is_illustrative,sources"));
    let is_marked = |line: &str| line.contains(",true,") && line.contains("(illustrative)");
    assert!(lines.all(is_marked), "{csv}");
    // CSV holds rows only; files with a place for remarks have them.
    let geojson = std::fs::read_to_string(workspace.path("ra.geojson")).unwrap();
    let geojson: Value = serde_json::from_str(&geojson).unwrap();
    let notes = geojson["notes"].to_string();
    for remark in ["Một số dữ liệu là minh hoạ", "Some data are illustrative"] {
        assert!(
            notes.contains(remark),
            "{remark} is not in the remarks {notes}"
        );
    }
    let again = workspace.run(&[&command[..], &["--format", "json"]].concat());
    let first = workspace.run(&[&command[..], &["--format", "json"]].concat());
    assert_eq!(
        again.out, first.out,
        "the same question gives the same bytes"
    );
}

/// Three places on a line, 10 minutes apart; a school that stays, a point that may close, a candidate in the middle, and a
/// forbidden one that would be everywhere.
struct Line {
    workspace: Workspace,
    tables: Vec<String>,
}

impl Line {
    fn new() -> Self {
        let workspace = Workspace::seeded();
        let files = [
            (
                "--demands",
                "id,name,pupils\na,Xóm A,10\nb,Xóm B,20\nc,Xóm C,5\n",
            ),
            (
                "--sites",
                "id,kind,is_closable,capacity,cost_million_vnd,is_forbidden\nt,school,false,25,,\n\
                 l,satellite-point,true,20,,\nm,candidate,,40,900,\nx,candidate,,40,100,true\n",
            ),
            (
                "--minutes",
                "demand,site,minutes\na,t,0\nb,t,10\nc,t,20\na,l,20\nb,l,10\nc,l,0\na,m,10\nb,m,0\nc,m,10\n\
                 a,x,0\nb,x,0\nc,x,0\n",
            ),
        ];
        let table = |(option, content): (&str, &str)| {
            let file = workspace.file(&format!("{}.csv", &option[2..]), content);
            [option.to_owned(), file]
        };
        let tables = files.into_iter().flat_map(table).collect();
        Self { workspace, tables }
    }

    fn ask(&self, options: &str) -> Value {
        let tables = self.tables.iter().map(String::as_str);
        let options = options.split_whitespace();
        let all: Vec<&str> = ["siting", "--format", "json"]
            .into_iter()
            .chain(tables)
            .chain(options)
            .collect();
        let said = self.workspace.run(&all);
        assert_eq!(said.code, 0, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// The objective and the open sites.
    fn best(&self, options: &str) -> (Option<f64>, String) {
        let found = self.ask(options);
        let sites = found["sites"].as_array().unwrap().iter();
        let open = sites.filter(|site| site["is_open"] == true);
        let ids: Vec<&str> = open.map(|site| site["id"].as_str().unwrap()).collect();
        (found["objective"].as_f64(), ids.join(" "))
    }
}

#[test]
fn siting_on_tables_of_ones_own_is_as_by_hand() {
    let line = Line::new();
    let best = |objective: f64, open: &str| (Some(objective), open.to_owned());
    // With a new school in the middle nobody has a way to go.
    assert_eq!(
        line.best("--model p-median --most-new 1"),
        best(0.0, "t l m")
    );
    // Two sites: t stays; the middle saves 20 × 10 and costs 5 × 10.
    assert_eq!(
        line.best("--model p-median --most-open 2"),
        best(50.0, "t m")
    );
    // No money for the middle: the point stays, and the 20 of b go 10 minutes, some to either side.
    let poor = "--model p-median --budget-million-vnd 800 --keep-capacities";
    assert_eq!(line.best(poor), best(200.0, "t l"));
    assert_eq!(
        line.best("--model lscp --most-minutes 5"),
        best(3.0, "t l m")
    );
    assert_eq!(line.best("--model p-center --most-open 2").0, Some(10.0));
    assert_eq!(
        line.best("--model mclp --most-open 2 --most-minutes 5").0,
        Some(30.0)
    );
    let found = line.ask("--model mclp --most-open 2 --most-minutes 5");
    let sites = found["sites"].as_array().unwrap();
    let forbidden = sites.iter().find(|site| site["id"] == "x").unwrap();
    assert_eq!(forbidden["why_not"]["vi"], "Bị loại: bảng cấm mở.");
}

#[test]
fn siting_that_cannot_be_names_what_to_relax() {
    let found = Line::new().ask("--model lscp --most-minutes 5 --most-open 2");
    assert_eq!(found["status"], "infeasible");
    let relax = found["relax"].as_array().unwrap();
    let told: Vec<_> = relax
        .iter()
        .map(|one| (one["condition"].as_str(), one["needed"].as_f64()))
        .collect();
    let expected = [
        (Some("most-minutes"), Some(10.0)),
        (Some("most-open"), Some(3.0)),
    ];
    assert!(expected.iter().all(|one| told.contains(one)), "{told:?}");
}

#[test]
fn a_faulty_question_about_siting_says_what_to_mend() {
    let workspace = Workspace::seeded();
    let demands = workspace.file("noi.csv", "id,pupils\na,many\n");
    let sites = workspace.file("truong.csv", "id\ns\n");
    let minutes = workspace.file("phut.csv", "demand,site,minutes\na,s,3\n");
    let question = workspace.file(
        "hoi.json",
        r#"{"model": "p-median", "most_new": 1, "schools": 3}"#,
    );
    let tables = format!(
        "--model p-median --most-open 1 --demands {demands} --sites {sites} --minutes {minutes}"
    );
    let request = format!("--request {question}");
    for (options, code, said) in [
        (
            "--model p-median",
            1,
            "p-median needs most_open, most_new or budget_million_vnd",
        ),
        ("--model lscp", 1, "lscp needs most_minutes"),
        (&request, 1, "unknown field `schools`"),
        (
            "--model p-median --most-new 1 --obligatory nowhere",
            1,
            "there is no site nowhere",
        ),
        (
            "--model p-median --most-new 1 --time-limit-seconds 0",
            1,
            "time_limit_seconds is 0: give 0.1 to 600",
        ),
        ("--model shortest", 2, "invalid value 'shortest'"),
        ("", 2, "--model"),
        (&tables, 1, "demands, line 2: pupils \"many\" is no number"),
    ] {
        let all: Vec<&str> = ["siting"]
            .into_iter()
            .chain(options.split_whitespace())
            .collect();
        let told = workspace.run(&all);
        let is_told = told.code == code && told.err.contains(said);
        assert!(is_told, "{options}: {} {}", told.code, told.err);
    }
}
