package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.text.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Commands and links in the documents. A command is parsed and its question is built, as if it were given, without
/// being asked.
class DocumentsTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|`)\\./remanence ((?:\\\\\\n|[^`\\n])*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#[^)]*)?\\)|src=\"([^\"]*)\"");
    /// What stands for something else: `DATA`, `X.npy`, `[FIGURE]`, `…`.
    private static final Pattern PLACEHOLDER = Pattern.compile(".*[\\[\\]…].*|[A-Z][A-Z0-9]*(\\.npy)?|.*VERSION.*");

    private record Command(Path page, String text) {
        List<String> words() {
            return WORD.matcher(text.replace("\\\n", " ").replaceFirst("\\s#.*", "").replaceFirst(" ·.*", "")).results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1)).toList();
        }

        @Override
        public String toString() {
            return page.getFileName() + ": " + text;
        }
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> more = Files.list(Path.of("src/doc")); Stream<Path> bench = Files.list(Path.of("bench"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), Stream.concat(more, bench))
                    .filter(each -> each.toString().endsWith(".md")).sorted().toList();
        }
    }

    static List<Command> commands() throws IOException {
        List<Command> commands = new ArrayList<>();
        for (Path page : pages()) {
            COMMAND.matcher(Files.readString(page)).results().forEach(found -> commands.add(new Command(page,
                    found.group(1).strip())));
        }
        return commands;
    }

    @Test
    void thereAreCommands() throws IOException {
        assertTrue(commands().size() > 30, commands()::toString);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsUnderstood(Command command) {
        List<String> words = command.words();
        try (var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            CommandLine line = Main.commands(new Terminal(new ResultStream(new ByteArrayOutputStream(), false),
                    nowhere),
                    Interruption.none(), words.toArray(String[]::new));
            if (words.stream().anyMatch(word -> PLACEHOLDER.matcher(word).matches())) {
                knowsItsOptions(line, command);
                return;
            }
            CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            if (parsed.commandSpec().userObject() instanceof ExperimentCommand<?> experiment) {
                experiment.question();
            }
        } catch (ParameterException | BadInput e) {
            // A command before this one makes the file.
            if (words.stream().anyMatch(word -> e.getMessage().contains("there is no file " + word))) {
                return;
            }
            throw new AssertionError(command + ": " + e.getMessage(), e);
        }
    }

    /// Of a pattern of commands, the verb and the options must be there.
    private static void knowsItsOptions(CommandLine line, Command command) {
        CommandLine inner = line;
        for (String word : command.words()) {
            if (inner.getSubcommands().containsKey(word)) {
                inner = inner.getSubcommands().get(word);
            }
        }
        assertTrue(inner != line || command.text().startsWith("…"), command + " names no verb");
        // Where a name stands for any experiment, the options are those of all of them.
        Set<String> known = new HashSet<>(inner.getCommandSpec().optionsMap().keySet());
        inner.getSubcommands().values().forEach(each -> known.addAll(each.getCommandSpec().optionsMap().keySet()));
        List<String> unknown = Pattern.compile("--[a-z][a-z-]*").matcher(command.text()).results().map(MatchResult::group)
                .filter(name -> !known.contains(name)).toList();
        assertEquals(List.of(), unknown, command::toString);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> dead = LINK.matcher(Files.readString(page)).results().map(found -> found.group(1) == null
                ? found.group(2) : found.group(1))
                .filter(link -> !link.isEmpty() && !link.contains("://"))
                .filter(link -> !Files.exists(page.toAbsolutePath().resolveSibling(link))).collect(Collectors.toList());
        assertEquals(List.of(), dead, page::toString);
    }

    /// Everything in the folder of the documents is reached from the README.
    @Test
    void everyPageIsLinked() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertEquals(List.of(), pages().stream().filter(page -> !page.equals(Path.of("README.md")))
                .map(page -> page.toString().replace('\\', '/')).filter(page -> !readme.contains("](" + page + ")"))
                        .toList());
    }
}
