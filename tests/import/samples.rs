//! What becomes of the samples, dump by dump.

use super::*;

const WIKIDATA: &[u8] = include_bytes!("wikidata.json");

fn strong(id: &str) -> Vec<(String, bool)> {
    vec![(id.to_owned(), true)]
}

fn weak(id: &str) -> Vec<(String, bool)> {
    vec![(id.to_owned(), false)]
}

#[test]
fn wikidata_entities() {
    let folder = folder(&[("dump.json", WIKIDATA)]);
    let (summary, told) = import(folder.path(), Source::Wikidata, &["dump.json"]);
    assert_eq!(told.malformed, []);
    let summary = summary.unwrap();
    assert_eq!((summary.people, summary.places, summary.known, summary.lines), (1, 3, 1, 9));
    let knowledge = knowledge(folder.path());

    let person = entity(&knowledge, "wd:Q900000001");
    assert_eq!((person.ar.as_str(), person.en.as_str()), ("سمسم السمسماني", "Simsim Simsimani"));
    assert_eq!(person.country.as_ref().unwrap().as_str(), "russia", "Q159 is known by its own id");
    assert_eq!(person.about.as_ref().unwrap().ar, "سياسي روسي");
    let offices: Vec<_> = person
        .offices
        .iter()
        .map(|t| format!("{} {} {} {}", t.title, t.of, t.from.unwrap(), t.to.unwrap()))
        .collect();
    assert_eq!(offices, ["minister-of-defence russia 2001-03 2004-03-09"]);
    let day = "2002-01-01".parse().unwrap();
    let holders = knowledge.holders("minister-of-defence", "russia", day);
    assert!(holders.iter().any(|e| e.id.as_str() == "wd:Q900000001"));

    assert_eq!(readings(&knowledge, "سمسم السمسمانى"), strong("wd:Q900000001"));
    assert_eq!(readings(&knowledge, "سمسم بن سمسم"), strong("wd:Q900000001"));
    assert_eq!(readings(&knowledge, "السمسماني"), weak("wd:Q900000001"), "a word alone");
    assert_eq!(readings(&knowledge, "الرئيس سمسم السمسماني"), [], "a title is none of the name");

    let town = entity(&knowledge, "wd:Q900000003");
    assert_eq!((town.coordinates, town.class.as_str()), (Some([55.5, 61.25]), "place"));
    assert_eq!(town.country.as_ref().unwrap().as_str(), "russia");
    assert_eq!(entity(&knowledge, "wd:Q900000006").coordinates, None, "not on earth");

    assert_eq!(readings(&knowledge, "جمهورية روسيا السمسمية"), strong("russia"), "a spelling more");
    assert_eq!(entity(&knowledge, "wd:Q159").id.as_str(), "russia");
    assert_eq!(readings(&knowledge, "روسيا"), readings(&Knowledge::built_in(), "روسيا"));
}

#[test]
fn geonames_of_both_files_in_either_order() {
    let files: [(&str, &[u8]); 2] = [
        ("allCountries.txt", include_bytes!("allCountries.txt")),
        ("alternateNamesV2.txt", include_bytes!("alternateNamesV2.txt")),
    ];
    for names in [["allCountries.txt", "alternateNamesV2.txt"], ["alternateNamesV2.txt", "allCountries.txt"]]
    {
        let folder = folder(&files);
        let (summary, told) = import(folder.path(), Source::GeoNames, &names);
        assert_eq!(told.malformed, []);
        let summary = summary.unwrap();
        assert_eq!((summary.places, summary.known, summary.lines), (4, 1, 12));
        let knowledge = knowledge(folder.path());
        let town = entity(&knowledge, "geonames:900000012");
        assert_eq!((town.en.as_str(), town.class.as_str()), ("Simsimabad", "city"));
        assert_eq!(town.country.as_ref().unwrap().as_str(), "russia");
        assert_eq!(town.within.as_ref().unwrap().as_str(), "geonames:900000011");
        assert_eq!(readings(&knowledge, "سمسم آباد"), strong("geonames:900000012"));
        assert_eq!(readings(&knowledge, "سمسم القديمة"), weak("geonames:900000012"), "historic");
        assert_eq!(readings(&knowledge, "سمسمستان"), weak("geonames:900000012"), "of no language");
        assert_eq!(readings(&knowledge, "مقاطعة سمسم"), strong("geonames:900000011"));
        assert_eq!(readings(&knowledge, "كفر السمسم"), weak("geonames:900000013"), "a hamlet");
        assert_eq!(readings(&knowledge, "موسكو"), readings(&Knowledge::built_in(), "موسكو"));
        assert_eq!(entity(&knowledge, "geonames:524901").id.as_str(), "moscow");
        assert_eq!(readings(&knowledge, "شارع سمسم"), [], "no street is taken");
        assert_eq!(readings(&knowledge, "لا مكان له"), [], "a name of nothing");
    }
}

#[test]
fn jrc_names() {
    let folder = folder(&[("entities", include_bytes!("jrc-names.txt"))]);
    let (summary, told) = import(folder.path(), Source::JrcNames, &["entities"]);
    assert_eq!(told.malformed, []);
    let summary = summary.unwrap();
    assert_eq!((summary.people, summary.organisations, summary.lines), (1, 1, 7));
    let knowledge = knowledge(folder.path());
    let person = entity(&knowledge, "jrc:900001");
    assert_eq!((person.ar.as_str(), person.en.as_str()), ("سمسم السمسماني", "Simsim Simsimani"));
    assert_eq!(readings(&knowledge, "سمسماني"), weak("jrc:900001"));
    assert_eq!(readings(&knowledge, "هيئة السمسم العالمية"), strong("jrc:900002"));
    assert_eq!(readings(&knowledge, "World Sesame Authority"), strong("jrc:900002"));
}

#[test]
fn opensanctions_people_with_their_posts() {
    let folder = folder(&[("entities.ftm.json", include_bytes!("opensanctions.json"))]);
    let (summary, told) = import(folder.path(), Source::OpenSanctions, &["entities.ftm.json"]);
    assert_eq!(told.malformed, []);
    let summary = summary.unwrap();
    assert_eq!((summary.people, summary.organisations, summary.places), (1, 1, 0));
    let knowledge = knowledge(folder.path());
    let person = entity(&knowledge, "os:NK-1");
    assert_eq!(person.country.as_ref().unwrap().as_str(), "russia");
    let office = &person.offices[0];
    assert_eq!((office.title.as_str(), office.of.as_str()), ("minister-of-defence", "russia"));
    assert_eq!(
        (office.from.unwrap().to_string(), office.to.unwrap().to_string()),
        ("2001-03-01".into(), "2004".into())
    );
    assert_eq!(readings(&knowledge, "أبو سمسم"), weak("os:NK-1"));
}

#[test]
fn toml_wins_over_what_was_imported() {
    let folder = folder(&[("dump.json", WIKIDATA)]);
    import(folder.path(), Source::Wikidata, &["dump.json"]).0.unwrap();
    let own = "[[person]]\nid = \"own-simsim\"\nclass = \"politician\"\nar = \"سمسم السمسماني\"\nen = \"S\"\n\
               [[alias]]\nof = \"wd:Q900000003\"\nname = \"سمسمغراد الجديدة\"\n";
    let imported = Imported::open(&out(folder.path())).unwrap();
    let files = [(PathBuf::from("knowledge/own.toml"), own.to_owned())];
    let (knowledge, faults) = Knowledge::with_layers(&files, &[imported]);
    assert_eq!(faults, []);
    assert_eq!(readings(&knowledge, "سمسم السمسماني"), strong("own-simsim"));
    assert_eq!(readings(&knowledge, "سمسم بن سمسم"), strong("wd:Q900000001"));
    assert_eq!(readings(&knowledge, "سمسمغراد الجديدة"), strong("wd:Q900000003"));
    let found = knowledge.search("سمسم بن", 10);
    assert_eq!(found.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["wd:Q900000001"]);
}

#[test]
fn a_workspace_has_it_in_force_at_once() {
    use isnad::corpus::{FileRole, Project};
    let folder = folder(&[("dump.json", WIKIDATA), ("a.txt", "قال سمسم السمسماني إن".as_bytes())]);
    let mut project = Project::load(vec![folder.path().to_path_buf()]);
    let path = out(folder.path());
    assert_eq!(project.role(&path), FileRole::Knowledge);
    assert!(project.knowledge().entity("wd:Q900000001").is_none());
    import(folder.path(), Source::Wikidata, &["dump.json"]).0.unwrap();
    project.refresh_file(&path);
    assert!(project.knowledge().entity("wd:Q900000001").is_some());
    let generation = project.knowledge().generation();
    project.refresh_file(&path);
    assert_eq!(project.knowledge().generation(), generation, "nothing changed");
    // A broken file is told and leaves the last good one in force.
    let whole = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    project.refresh_file(&path);
    assert_eq!(project.faults(&path).len(), 1);
    assert!(project.knowledge().entity("wd:Q900000001").is_some());
    fs::remove_file(&path).unwrap();
    project.refresh_file(&path);
    assert_eq!(project.faults(&path), []);
    assert!(project.knowledge().entity("wd:Q900000001").is_none());
}
