//! isnad for Zed: starts the server for articles and carries the settings to it.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree, serde_json};

struct Isnad;

impl zed::Extension for Isnad {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("isnad").ok_or("the program `isnad` is not on the path")?;
        Ok(Command { command, args: vec!["serve".into(), "--stdio".into()], env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(Some(serde_json::json!({ "isnad": settings.unwrap_or_default() })))
    }
}

zed::register_extension!(Isnad);
