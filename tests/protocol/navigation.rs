//! Ways out of a name, over the wire: declaration, type definition, implementation, and the
//! hierarchy of places and bodies.

use serde_json::{Value, json};

use crate::client::{Client, Folder, capabilities_in, position};

const UNITS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

const OWN: &str = "[[place]]\nid = \"north-korea\"\nclass = \"state\"\nar = \"كوريا الشمالية\"\n\
                   en = \"North Korea\"\ncapital = \"pyongyang\"\nwithin = \"east-asia\"\n";

const OLD: &str = "---\r\ndate: 2022-12-15\r\n---\r\nخبر من روسيا\r\n\r\n\
                   قال سيرغي شويغو إن 😀 القوات وصلت إلى موسكو. وغادر شويغو.\r\n";
const TOLD: &str = "قال سيرغي شويغو إن 😀 القوات وصلت إلى موسكو.";

const NEW: &str = "---\r\ndate: 2023-12-16\r\n---\r\nشويغو 😀 في بيونغ يانغ\r\n\r\n\
                   ونقلت وكالة إنترفاكس 😀 عن سيرغي شويغو قوله إن القوات قتلت 250 جنديا \
                   يوم الجمعة 15 ديسمبر 2023.\r\n\r\n\
                   وأجرت وزارة الدفاع الروسية 😀 مناورات في سيبيريا.\r\n";
const RELAYED: &str =
    "ونقلت وكالة إنترفاكس 😀 عن سيرغي شويغو قوله إن القوات قتلت 250 جنديا يوم الجمعة 15 ديسمبر 2023.";

fn folder() -> Folder {
    Folder::new(&[("new.txt", NEW), ("old.txt", OLD), ("knowledge/own.toml", OWN)])
}

fn at(uri: &str, text: &str, words: &str, encoding: &str) -> Value {
    let offset = text.find(words).unwrap() + words.chars().next().unwrap().len_utf8();
    json!({"textDocument": {"uri": uri}, "position": position(text, offset, encoding)})
}

/// The file of a place and the words there, by the client's own count.
fn shown(folder: &Folder, place: &Value, encoding: &str) -> (&'static str, String) {
    let files = [("new.txt", NEW), ("old.txt", OLD), ("knowledge/own.toml", OWN)];
    let (name, text) = files.into_iter().find(|(name, _)| place["uri"] == folder.uri(name)).unwrap();
    let mut offsets = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let (start, end) = (&place["range"]["start"], &place["range"]["end"]);
    let start = offsets.clone().find(|o| position(text, *o, encoding) == *start).unwrap();
    let end = offsets.find(|o| position(text, *o, encoding) == *end).unwrap();
    (name, text[start..end].to_owned())
}

fn all(folder: &Folder, places: &Value, encoding: &str) -> Vec<(&'static str, String)> {
    places.as_array().unwrap().iter().map(|p| shown(folder, p, encoding)).collect()
}

#[test]
fn from_a_name_to_its_full_form_its_country_and_its_words() {
    let folder = folder();
    let uri = folder.uri("new.txt");
    for encoding in UNITS {
        let mut client = Client::start();
        let options = json!({"initializationOptions": {"definition": "mention"}});
        let answer = client.shake_hands(&[&folder], capabilities_in(encoding), options);
        for provider in ["declarationProvider", "typeDefinitionProvider", "implementationProvider"] {
            assert_eq!(answer["capabilities"][provider], true, "{provider}");
        }
        client.scanned();
        client.did_open(&uri, 1, NEW);
        let short = at(&uri, NEW, "شويغو 😀", encoding);

        // In full in this article, though the older one has the whole name, too.
        let declared = client.request("textDocument/declaration", short.clone());
        assert_eq!(shown(&folder, &declared, encoding), ("new.txt", "سيرغي شويغو".to_owned()));
        let defined = client.request("textDocument/definition", short.clone());
        assert_eq!(shown(&folder, &defined, encoding), ("old.txt", "سيرغي شويغو".to_owned()));

        // A minister of Russia, which the older article names; a city in a state of a knowledge file.
        let served = client.request("textDocument/typeDefinition", short.clone());
        assert_eq!(all(&folder, &served, encoding), [("old.txt", "روسيا".to_owned())]);
        let city = at(&uri, NEW, "بيونغ يانغ", encoding);
        let state = client.request("textDocument/typeDefinition", city.clone());
        assert_eq!(all(&folder, &state, encoding), [("knowledge/own.toml", "[[place]]".to_owned())]);

        // What he said, the newer article first; a place says nothing.
        let said = client.request("textDocument/implementation", short);
        let expected = [("new.txt", RELAYED.to_owned()), ("old.txt", TOLD.to_owned())];
        assert_eq!(all(&folder, &said, encoding), expected);
        assert_eq!(client.request("textDocument/implementation", city), json!([]));

        // Words that name nothing.
        let none = at(&uri, NEW, "القوات", encoding);
        assert_eq!(client.request("textDocument/declaration", none.clone()), Value::Null);
        assert_eq!(client.request("textDocument/typeDefinition", none), json!([]));
        client.quit();
    }
}

#[test]
fn places_are_in_places_and_bodies_in_states() {
    let folder = folder();
    let uri = folder.uri("new.txt");
    for encoding in UNITS {
        let mut client = Client::start();
        let answer = client.shake_hands(&[&folder], capabilities_in(encoding), json!({}));
        assert_eq!(answer["capabilities"]["typeHierarchyProvider"], true);
        client.scanned();
        client.did_open(&uri, 1, NEW);
        let names = |items: &Value| {
            let items = items.as_array().unwrap().iter();
            items.map(|i| i["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let ask = |client: &mut Client, method: &str, item: &Value| {
            client.request(&format!("typeHierarchy/{method}"), json!({"item": item}))
        };

        let city = at(&uri, NEW, "بيونغ يانغ", encoding);
        let city = client.request("textDocument/prepareTypeHierarchy", city);
        assert_eq!(names(&city), ["Pyongyang"]);
        assert_eq!(shown(&folder, &city[0], encoding), ("new.txt", "بيونغ يانغ".to_owned()));
        let state = ask(&mut client, "supertypes", &city[0]);
        assert_eq!(names(&state), ["North Korea"]);
        let entry = ("knowledge/own.toml", "[[place]]".to_owned());
        assert_eq!(shown(&folder, &state[0], encoding), entry);
        let region = ask(&mut client, "supertypes", &state[0]);
        assert_eq!(names(&region), ["East Asia"]);
        // No article names it: it stands where the state does, and leads on.
        assert_eq!(shown(&folder, &region[0], encoding), entry);
        assert_eq!(names(&ask(&mut client, "supertypes", &region[0])), ["Asia"]);
        // The state is named nowhere, but a city in it is.
        assert_eq!(names(&ask(&mut client, "subtypes", &region[0])), ["North Korea"]);
        assert_eq!(names(&ask(&mut client, "subtypes", &state[0])), ["Pyongyang"]);
        assert_eq!(ask(&mut client, "subtypes", &city[0]), json!([]));

        let ministry = at(&uri, NEW, "وزارة الدفاع", encoding);
        let ministry = client.request("textDocument/prepareTypeHierarchy", ministry);
        let russia = ask(&mut client, "supertypes", &ministry[0]);
        assert_eq!(names(&russia), ["Russia"]);
        let inside = names(&ask(&mut client, "subtypes", &russia[0]));
        assert!(inside.contains(&ministry[0]["name"].as_str().unwrap().to_owned()), "{inside:?}");
        assert!(inside.contains(&"Moscow".to_owned()), "{inside:?}");

        // People are in no such hierarchy.
        let person = at(&uri, NEW, "سيرغي شويغو", encoding);
        assert_eq!(client.request("textDocument/prepareTypeHierarchy", person), Value::Null);
        client.quit();
    }
}
