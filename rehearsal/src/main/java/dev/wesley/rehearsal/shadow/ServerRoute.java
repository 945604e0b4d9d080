package dev.wesley.rehearsal.shadow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How server programs are run, because they refuse to be run by root (rehearsal.md 1.3).
enum ServerRoute {
    DIRECT,
    /// Root in a user namespace, where it looks like somebody else.
    UNSHARE("unshare", "-U"),
    /// Root that becomes nobody for the server; the data directory has to belong to nobody.
    SETPRIV("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    static final int NOBODY = 65534;

    private final List<String> prefix;

    ServerRoute(String... prefix) {
        this.prefix = List.of(prefix);
    }

    /// `direct`, as in the report.
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /// The first route that works here.
    ///
    /// @throws ShadowUnavailableException if we are root and cannot be anybody else
    static ServerRoute find() {
        if (!ProcessHandle.current().info().user().orElse(System.getProperty("user.name", "")).equals("root")) {
            return DIRECT;
        }
        for (ServerRoute route : List.of(UNSHARE, SETPRIV)) {
            if (route.leavesRoot()) {
                return route;
            }
        }
        throw new ShadowUnavailableException("Postgres refuses to run as root, and neither user namespaces (unshare -U) nor setpriv work here",
                "run Wesley as another user, or name a shadow database with --dsn");
    }

    private boolean leavesRoot() {
        try {
            Process id = new ProcessBuilder(command(List.of("id", "-u"))).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            id.getOutputStream().close();
            String uid = new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return id.waitFor(10, TimeUnit.SECONDS) && id.exitValue() == 0 && uid.matches("[1-9][0-9]*");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
