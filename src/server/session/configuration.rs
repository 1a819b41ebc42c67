//! The settings of the client: asked for, or sent by it.

use std::path::Path;

use serde_json::Value;

use super::Session;
use crate::rules;
use crate::settings::Settings;

/// Questions for settings, numbered: an answer counts unless a later question's was there first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Generations {
    asked: u64,
    answered: u64,
}

impl Session {
    /// The client says that settings changed; one that cannot be asked sends them along.
    pub(super) fn configuration_changed(&mut self, pushed: &Value) {
        if self.can.configuration {
            self.ask_configuration();
        } else {
            self.apply_settings(pushed);
        }
    }

    pub(super) fn ask_configuration(&mut self) {
        self.configuration.asked += 1;
        self.out.ask_configuration(self.configuration.asked);
    }

    /// Takes the answer to a question for settings.
    pub(super) fn configured(&mut self, generation: u64, settings: &Value) {
        if generation <= self.configuration.answered {
            tracing::debug!("settings of question {generation} came too late");
            return;
        }
        self.configuration.answered = generation;
        if !settings.is_null() {
            self.apply_settings(settings);
        }
    }

    /// Takes the client's section, or an object that holds it.
    pub(super) fn apply_settings(&mut self, value: &Value) {
        let section = value.get("isnad").unwrap_or(value);
        if !section.is_object() {
            return;
        }
        let (mut settings, faults) = Settings::from_json(section, &rules::setting_names());
        // An editor sends all levels, set or not: those that are as the rules have them leave the profile room.
        settings.rules.retain(|name, level| rules::default_level(name) != Some(*level));
        let language = self.corpus.snapshot().language(Path::new(""));
        for fault in faults {
            self.out.warn(fault.say(language));
        }
        self.corpus.set_settings(settings);
        self.stale.all_now();
    }
}
