//! The `zhengwen` command.

mod args;
mod diff;
mod explain;
mod input;
mod output;
mod rules;
mod run;
mod schema;

use args::{Cli, Command, Diff, Explain, Rules, Run, Shared};
use clap::{CommandFactory, Parser, error::ErrorKind};
use run::Task;
use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};
use zhengwen::Extractor;

/// Some inputs failed.
const SOME_FAILED: u8 = 1;
/// The command was called wrongly, or a file of rules is wrong.
const WRONG_USAGE: u8 = 2;
/// Ctrl-C ended the run.
const STOPPED: u8 = 130;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.command {
        Command::Extract(args) => run(Task::Extract, args),
        Command::Recognize(args) => run(Task::Recognize, args),
        Command::Explain(args) => explain(args),
        Command::Diff(args) => diff(args),
        Command::Rules { command: Rules::List(args) } => plain(rules::list(args, output::width())),
        Command::Rules { command: Rules::Check(args) } => plain(rules::check(args)),
        Command::Schema => plain(output::schema()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(SOME_FAILED),
        // Whoever reads has seen enough.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        // How to go on was said.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::Interrupted => ExitCode::from(STOPPED),
        Err(Failure::Output(e)) => {
            output::message(&format!("cannot write: {e}"));
            ExitCode::from(SOME_FAILED)
        }
        Err(Failure::Usage(e)) => {
            output::message(&e.to_string());
            ExitCode::from(WRONG_USAGE)
        }
    }
}

/// Why the whole run ended.
enum Failure {
    Output(io::Error),
    Usage(anyhow::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<zhengwen::Error> for Failure {
    fn from(error: zhengwen::Error) -> Self {
        Failure::Usage(error.into())
    }
}

fn run(task: Task, args: &Run) -> Result<bool, Failure> {
    if args.paths.is_empty() && args.inputs.list.is_none() {
        let name = if task == Task::Extract { "extract" } else { "recognize" };
        let mut command = Cli::command();
        command.build();
        let command = command.find_subcommand_mut(name).cloned().unwrap_or_default();
        command
            .clone()
            .error(ErrorKind::MissingRequiredArgument, "give a file, a folder, or `-` for standard input")
            .exit();
    }
    output::usage(task, args).map_err(Failure::Usage)?;
    if io::stdin().is_terminal() && args.paths.iter().any(|p| p.as_os_str() == "-") {
        output::message("reading standard input; end it with Ctrl-D");
    }
    run::run(task, args, || extractor(&args.shared), output::width())
}

fn explain(args: &Explain) -> Result<bool, Failure> {
    let extractor = extractor(&args.shared)?;
    Ok(explain::run(args, &extractor, output::width())?)
}

fn diff(args: &Diff) -> Result<bool, Failure> {
    let extractor = extractor(&args.shared)?;
    Ok(diff::run(args, &extractor, output::width())?)
}

/// Tells what could not be written from what was wrong before.
fn plain(done: anyhow::Result<bool>) -> Result<bool, Failure> {
    done.map_err(|e| match e.downcast::<io::Error>() {
        Ok(e) => Failure::Output(e),
        Err(e) => Failure::Usage(e),
    })
}

/// Returns an extractor with the caller's lexicons and rules.
fn extractor(shared: &Shared) -> Result<Extractor, zhengwen::Error> {
    if shared.rules.is_empty() {
        return Extractor::new();
    }
    let mut builder = Extractor::builder();
    for file in &shared.rules {
        builder = builder.file(file)?;
    }
    builder.build()
}
