//! `extract` and `recognize`: articles in, facts out, in order, on several threads.

mod job;
mod queue;

use crate::args::Run;
use crate::input::Inputs;
use crate::output::{self, Look, Width};
pub(crate) use job::Task;
use job::{Job, Outcome};
use std::{io, num::NonZeroUsize, thread};
use zhengwen::Extractor;

/// Reads every input and writes its facts. Returns true if nothing was wrong.
pub(crate) fn run(task: Task, args: &Run, extractor: &Extractor, width: Width) -> io::Result<bool> {
    let mut inputs = Inputs::open(&args.paths, &args.inputs);
    let single = inputs.is_single();
    let look = Look::new(args, single, width);
    let mut sink = output::open(&look, args.output.as_deref(), single, None)?;
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let job = Job { task, args, extractor, look, reader: inputs.reader() };
    let mut clean = true;
    queue::in_order(
        threads,
        || inputs.next(),
        || extractor.worker(),
        |worker, item| job.outcome(worker, item),
        Outcome::bytes,
        |outcome, more| {
            if let Some(made) = &outcome.made {
                sink.write(made)?;
            }
            if let Some(problem) = &outcome.problem {
                clean = false;
                sink.problem(problem)?;
                sink.flush()?;
                output::report(problem);
            }
            // Whoever reads along gets each answer as soon as there is no other to wait for.
            if more { Ok(()) } else { sink.flush() }
        },
    )?;
    sink.finish()?;
    Ok(clean)
}
