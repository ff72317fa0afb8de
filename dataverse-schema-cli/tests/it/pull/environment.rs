//! An environment with the tables of `tests/definitions`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;
use test_support::server::{Received, Server, Step};
use tokio::runtime::{Builder, Runtime};

use super::tables::Tables;

pub(crate) const TOKEN: &str = "token-of-the-test";
const TOKEN_VARIABLE: &str = "TOKEN_OF_THE_TEST";

/// A section that Microsoft's pages have, and definitions don't.
pub(crate) const MESSAGES: &str = "\
## Messages

|Name <br />Is Event? |Web API Operation |SDK for .NET |
| ---- | ----- |----- |
| `Create`<br />Event: False |`POST` /contoso_gadgets |<xref:Microsoft.Xrm.Sdk.Messages.CreateRequest>|

";

/// Returns another step instead of the service's answer to a request.
type Fault = Box<dyn FnMut(&Received) -> Option<Step> + Send>;

struct Service {
    tables: Tables,
    fault: Fault,
}

/// A running environment, with a folder for the command's files.
pub(crate) struct Environment {
    runtime: Runtime,
    server: Server,
    service: Arc<Mutex<Service>>,
    folder: TempDir,
}

impl Environment {
    /// Starts an environment with the made-up tables.
    pub(crate) fn start() -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let service = Arc::new(Mutex::new(Service {
            tables: Tables::made_up(),
            fault: Box::new(|_| None),
        }));
        let shared = service.clone();
        let server = runtime.block_on(Server::scripted(move |received| {
            let mut service = shared.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(step) = (service.fault)(received) {
                return step;
            }
            let (_, path) = received.line.split_once("/api/data/v9.2/").expect("a path");
            service.tables.answer(path).into()
        }));
        Self {
            server: server.expect("a server"),
            runtime,
            service,
            folder: TempDir::new().expect("a folder"),
        }
    }

    /// Starts an environment whose answers to some requests are replaced.
    pub(crate) fn with_fault(
        fault: impl FnMut(&Received) -> Option<Step> + Send + 'static,
    ) -> Self {
        let environment = Self::start();
        environment.service().fault = Box::new(fault);
        environment
    }

    fn service(&self) -> MutexGuard<'_, Service> {
        self.service.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the tables.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Tables)) {
        change(&mut self.service().tables);
    }

    /// Returns the URL of the environment, without the path of the Web API.
    pub(crate) fn url(&self) -> &str {
        let base = self.server.base();
        base.split_once("/api/").expect("a path").0
    }

    /// Returns the requests that the environment received.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.server.received()
    }

    /// Returns the path of a file in the folder of the command.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Returns the command in the folder, without variables that are those of other environments.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1");
        for name in [
            "TENANT_ID",
            "CLIENT_ID",
            "CLIENT_SECRET",
            "FEDERATED_TOKEN_FILE",
        ] {
            command.env_remove(format!("AZURE_{name}"));
        }
        command.env_remove("DATAVERSE_URL");
        command
    }

    /// Runs `pull` with the token and the URL of this environment, and without retries.
    pub(crate) fn pull(&self, arguments: &[&str]) -> Run {
        let options = ["--retries", "0", "--token-env", TOKEN_VARIABLE];
        let arguments = [&["pull"], arguments, &options].concat();
        let mut command = self.command(&arguments);
        command
            .env("DATAVERSE_URL", self.url())
            .env(TOKEN_VARIABLE, TOKEN);
        Run::of(&mut command)
    }

    /// Stops the server.
    pub(crate) fn stop(self) -> TempDir {
        self.runtime.shutdown_background();
        self.folder
    }
}

/// What a command printed.
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("the command runs");
        // Paths have backslashes on Windows.
        let text = |bytes| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            text.replace('\\', "/")
        };
        let run = Self {
            status: status.code(),
            stdout: text(stdout),
            stderr: text(stderr),
        };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        assert!(!run.stderr.contains(TOKEN), "{}", run.stderr);
        run
    }

    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.status, Some(0), "{}{}", self.stdout, self.stderr);
        self
    }

    /// Checks that the command failed with this error and this help.
    #[track_caller]
    pub(crate) fn failed(self, error: &str, help: &str) -> Self {
        assert_eq!(self.status, Some(1), "{}{}", self.stdout, self.stderr);
        for text in [error, help] {
            assert!(self.stderr.contains(text), "{}\nlacks {text}", self.stderr);
        }
        self
    }
}
