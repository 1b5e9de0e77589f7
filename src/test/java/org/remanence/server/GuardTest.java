package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.text.BadInput;

/// Who may ask, line by line.
final class GuardTest {
    private static final String BODY =
            "{\"parameters\":{\"time\":1},\"inputs\":[{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP64\","
                    + "\"data\":[1,2,3]}]}";

    @TempDir
    private static Path folder;
    private static Served open;
    private static Served locked;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        open = Served.plain(folder.resolve("open"));
        locked = Served.with(Served.settings(folder.resolve("locked"), Optional.empty(), true), List.of("/bin/false"));
        token = Files.readString(locked.server.tokenFile().orElseThrow()).strip();
    }

    @AfterAll
    static void stop() {
        open.close();
        locked.close();
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "127.0.0.1:99, 200", "[::1]:8123, 200", "LOCALHOST, 200", "friend.example:80, 200",
            "evil.example, 421",
        "localhost.evil.example, 421", "127.0.0.1.evil.example:80, 421", "evil.example:127.0.0.1, 400"})
    void answersToItsNamesAlone(String host, int status) {
        String got = open.raw("GET /v2/health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertTrue(got.startsWith("HTTP/1.1 " + status), got);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-, -, 200", "same-origin, -, 200", "none, -, 200", "cross-site, -, 403",
            "same-site, -, 403",
        "-, http://localhost, 200", "-, http://evil.example, 403", "-, null, 403", "-, http://localhost:1, 403",
                "same-origin, http://evil.example, 200"})
    void pagesOfOtherSitesAreRefused(String site, String origin, int status) {
        for (String method : List.of("POST", "DELETE", "PUT", "PATCH")) {
            String got = open.raw(method
                    + " /v2/models/small/infer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                    + BODY.length() + "\r\n"
                    + (site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n")
                            + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n" + BODY);
            int expected = status == 200 && !method.equals("POST") ? 405 : status;
            assertTrue(got.startsWith("HTTP/1.1 " + expected), got);
            assertFalse(got.contains("Access-Control"), got);
        }
    }

    @Test
    void onlyTheTokenOpens() {
        assertEquals(200, locked.get("/v2/health/live").status());
        assertEquals(200, locked.get("/v2/health/ready").status());
        for (String path : List.of("/v2", "/v2/models/small", "/v1/jobs", "/v1/doctor", "/metrics", "/nowhere")) {
            Served.Got refused = locked.get(path);
            assertEquals(401, refused.status(), path);
            assertTrue(refused.header("WWW-Authenticate").startsWith("Bearer"), path);
            assertEquals(path.equals("/nowhere") ? 404 : 200, locked.get(path, "Authorization", "Bearer " + token)
                    .status(), path);
            assertEquals(path.equals("/nowhere") ? 404 : 200, locked.get(path, "Cookie", "other=1; remanence=" + token)
                    .status(), path);
            for (String wrong : List.of("Bearer ", "Bearer x", "Bearer " + token + "0", "Basic " + token, token)) {
                assertEquals(401, locked.get(path, "Authorization", wrong).status(), wrong);
            }
        }
        assertEquals(401, locked.post("/v2/models/small/infer", BODY).status());
        assertEquals(200, locked.post("/v2/models/small/infer", BODY, "Authorization", "Bearer " + token).status());
    }

    @Test
    void theTokenIsForItsOwnerAloneAndStays() throws IOException {
        Path file = locked.server.tokenFile().orElseThrow();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(token.matches("[0-9a-f]{64}"));
        assertTrue(AccessToken.in(file).is(token));
        Files.writeString(folder.resolve("broken"), "");
        assertThrows(BadInput.class, () -> AccessToken.in(folder.resolve("broken")));
        locked.post("/v1/jobs", "{}", "Authorization", "Bearer " + token);
        String audit = Files.readString(folder.resolve("locked/audit.log"));
        assertTrue(audit.contains("POST /v1/jobs 422") && !audit.contains(token), audit);
    }

    @Test
    void othersThanThisMachineNeedTokenAndTls() {
        ServerSettings here = Served.settings(folder.resolve("wide"), Optional.empty(), true);
        var wide = new ServerSettings("0.0.0.0", 0, List.of(), here.state(), Optional.empty(), true, Optional.empty(),
                false, 1, 1 << 20, 1 << 21, here.jobs());
        BadInput refused = assertThrows(BadInput.class, () -> RemanenceServer.start(wide, Map.of(), List.of(), (_, _) ->
                { }));
        assertTrue(refused.getMessage().contains("TLS"));
        assertFalse(Files.exists(here.state()), "nothing is left behind");
    }

    /// Two servers of one state would end each other's jobs; one that cannot listen must not say that it does.
    @Test
    void aServerHasItsAddressAndItsStateAlone() throws IOException {
        Path state = folder.resolve("new/state");
        BadInput address = refusal(at("127.0.0.1", URI.create(open.server.address()).getPort(), state));
        assertTrue(address.getMessage().contains("give another --port"), address.getMessage());
        try (Served first = Served.with(at("127.0.0.1", 0, state), List.of("/bin/false"))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
            BadInput second = refusal(at("127.0.0.1", 0, state.resolve("../state")));
            assertTrue(second.getMessage().contains("is writing to the state folder"), second.getMessage());
            assertEquals(200, first.get("/v2").status());
        }
        Served.with(at("127.0.0.1", 0, state), List.of("/bin/false")).close();
    }

    @Test
    void anAddressOfIpv6IsItsNameToo() {
        Served served;
        try {
            served = Served.with(at("0:0:0:0:0:0:0:1", 0, folder.resolve("six")), List.of("/bin/false"));
        } catch (BadInput e) {
            assumeTrue(false, "this machine has no IPv6: " + e.getMessage());
            return;
        }
        try (served) {
            assertTrue(served.server.address().startsWith("http://[0:0:0:0:0:0:0:1]:"), served.server.address());
            assertEquals(200, served.get("/v2").status());
        }
    }

    private static ServerSettings at(String host, int port, Path state) {
        return new ServerSettings(host, port, List.of(), state, Optional.empty(), false, Optional.empty(), false, 1,
                1 << 20, 1 << 21,
                new ServerSettings.JobLimits(1, 3, 60));
    }

    private static BadInput refusal(ServerSettings settings) {
        return assertThrows(BadInput.class, () -> RemanenceServer.start(settings, Map.of(), List.of("/bin/false"),
                (_, _) -> { }));
    }

    @Test
    void nothingOfAFaultIsTold() {
        for (String request : List.of("GARBAGE\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n", "GET /v2 HTTP/3.7\r\nHost: localhost\r\n\r\n",
                "POST /v2/models/small/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                "POST /v2/models/small/infer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        "GET /v2 HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(40_000) + "\r\n\r\n")) {
            String got = open.raw(request);
            assertTrue(got.isEmpty() || got.startsWith("HTTP/1.1 4") || got.startsWith("HTTP/1.1 505"), got);
            assertFalse(got.contains("Exception") || got.contains("\tat "), got);
        }
        assertEquals(200, open.get("/v2").status(), "the server goes on");
    }
}
