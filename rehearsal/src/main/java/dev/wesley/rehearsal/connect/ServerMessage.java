package dev.wesley.rehearsal.connect;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What the server or the driver said about a failure, without row values: the detail is left out, and so is the value that a data
/// exception (class 22) quotes.
///
/// @param sqlState five characters (manual, appendix A); empty if the driver gave none
public record ServerMessage(String sqlState, String text) {
    private static final Pattern QUOTED_AT_END = Pattern.compile(": \".*\"$", Pattern.DOTALL);

    public static ServerMessage of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof PSQLException p) {
            ServerErrorMessage server = p.getServerErrorMessage();
            if (server != null && server.getMessage() != null) {
                text = server.getMessage();
            }
        }
        if (state.startsWith("22")) {
            text = QUOTED_AT_END.matcher(text).replaceFirst(": \"…\"");
        }
        return new ServerMessage(state, text);
    }

    @Override
    public String toString() {
        return sqlState.isEmpty() ? text : text + " (SQLSTATE " + sqlState + ")";
    }
}
