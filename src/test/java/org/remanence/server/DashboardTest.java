package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;

/// The whole way in a real browser with real jobs: token, search by keyboard, form, progress, report, two results over
/// one another.
@Slow
final class DashboardTest {
    /// Where pictures of the page go, to be looked at.
    private static final Path PICTURES = Path.of("target", "dashboard");

    @TempDir
    private Path folder;

    /// What starts the command line of this build.
    static List<String> program() {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString()));
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("-XX") || each.startsWith("--")).toList());
        words.addAll(List.of("-cp", System.getProperty("java.class.path")
                .replaceAll("(^|" + File.pathSeparator + ")(?=[^/])", "$1" + Path.of("").toAbsolutePath() + "/"),
                "org.remanence.cli.Main"));
        return words;
    }

    @Test
    void aPersonAsksLooksAndCompares() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Browser.PROGRAM), "there is no browser " + Browser.PROGRAM);
        Files.createDirectories(PICTURES);
        try (Served served = Served.with(Served.settings(folder.resolve("state"), Optional.empty(), true), program());
             Browser browser = new Browser(folder.resolve("profile"))) {
            browser.size(1200, 900);
            browser.open(served.server.address() + "/");
            browser.await("document.querySelector('#token')");
            browser.type(Files.readString(served.server.tokenFile().orElseThrow()).strip());
            browser.press("Enter");
            browser.await("document.querySelectorAll('#experiments li a').length > 20");
            assertEquals("", browser.value("location.search"), "the token does not stay in the address");
            assertEquals("", browser.value("document.cookie"), "scripts cannot read the cookie");
            browser.press("/");
            browser.type("pattern state came");
            browser.await("document.querySelectorAll('#experiments li a').length === 1");
            browser.press("Enter");
            browser.await("document.querySelector('#p-draws')");
            browser.screenshot(PICTURES.resolve("form.png"));
            String first = run(browser, "gaussian:d=8,n=200", "0.1:1:0.1");
            browser.await("document.querySelector('iframe')");
            TimeUnit.SECONDS.sleep(3);
            browser.screenshot(PICTURES.resolve("job.png"));
            assertEquals("5", browser.value("document.querySelectorAll('main h2 ~ ul li a').length"),
                    "its files are listed");
            browser.value("location.hash = '#/experiment/excess-entropy'");
            browser.await("document.querySelector('#p-draws')");
            browser.value("document.querySelector('#p-draws').value = '-5'");
            browser.value("document.querySelector('form').requestSubmit()");
            browser.await("document.querySelector('.field.bad #p-draws') && "
                    + "document.querySelector('.error').textContent.includes('draws must be at least 2')");
            String second = run(browser, "gaussian:d=8,n=400", "0.1:1:0.1");
            browser.value("location.hash = '#/compare/" + first + "/" + second + "'");
            browser.await("document.querySelectorAll('.plot path').length === 2 && document.querySelectorAll('.plot "
                    + "circle').length === 20");
            browser.value("document.querySelector('#log-x').click()");
            browser.await("document.querySelectorAll('.plot circle').length === 20");
            browser.screenshot(PICTURES.resolve("compare.png"));
            browser.size(390, 844);
            browser.screenshot(PICTURES.resolve("phone.png"));
            assertTrue(Integer.parseInt(browser.value("document.documentElement.scrollWidth")) <= 390,
                    "nothing is wider than a phone");
            assertEquals(List.of(), served.faults);
        }
    }

    /// Asks through the form and waits for the result.
    private static String run(Browser browser, String data, String times) throws InterruptedException {
        browser.await("document.querySelector('#p-draws')");
        browser.value("for (const [n, v] of Object.entries({data: '%s', times: '%s', draws: '100'})) document.querySelector('#p-' + n).value = v".formatted(data, times));
        browser.value("document.querySelector('form').dispatchEvent(new Event('input', {bubbles: true}))");
        browser.await("document.querySelector('form pre').textContent === './remanence run excess-entropy --data %s --times %s --draws 100'".formatted(data, times));
        browser.value("document.querySelector('form').requestSubmit()");
        browser.await("location.hash.startsWith('#/job/')");
        browser.await("document.querySelector('.state.succeeded') && document.querySelector('main "
                + ".state')?.textContent === 'succeeded'");
        return browser.value("location.hash.split('/')[2]");
    }
}
