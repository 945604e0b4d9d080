package dev.wesley.cli.command;

import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import java.util.List;
import java.util.concurrent.Callable;

/// A command: does its work and answers, or throws a [Failure]. It never prints by itself.
abstract class Command implements Callable<Integer> {
    private final Session session;

    Command(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    /// @throws Failure if it does not do what was asked
    abstract Answer answer();

    /// How it may end otherwise than well; [ExitCode#INTERNAL] goes without saying.
    abstract List<ExitCode> failures();

    @Override
    public final Integer call() {
        session.console().answer(answer());
        return ExitCode.SUCCESS.number();
    }
}
