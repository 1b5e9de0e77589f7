package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocaleRuleTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "java.lang.String; formatted; [Ljava.lang.Object; true",
        "java.lang.String; format; java.lang.String [Ljava.lang.Object; true",
        "java.lang.String; format; java.util.Locale java.lang.String [Ljava.lang.Object; false",
        "java.lang.String; toLowerCase; ; true",
        "java.lang.String; getBytes; ; true",
        "java.lang.String; <init>; [B; true",
        "java.lang.String; valueOf; double; false",
        "java.io.InputStreamReader; <init>; java.io.InputStream; true",
        "java.io.OutputStreamWriter; <init>; java.io.OutputStream; true",
        "java.io.PrintStream; <init>; java.io.OutputStream boolean; true",
        "java.io.PrintStream; printf; java.lang.String [Ljava.lang.Object; true",
        "java.io.FileReader; <init>; java.io.File; true",
        "java.io.ByteArrayOutputStream; toString; ; true",
        "java.util.Scanner; <init>; java.io.InputStream; true",
        "java.util.Formatter; <init>; java.lang.Appendable; true",
        "java.text.DecimalFormat; <init>; java.lang.String; true",
        "java.text.NumberFormat; getInstance; ; true",
        "java.time.format.DateTimeFormatter; ofPattern; java.lang.String; true",
        "java.time.LocalDate; now; ; true",
        "java.time.Instant; now; ; false",
        "java.lang.Process; inputReader; ; true",
        "java.nio.file.Files; readString; java.nio.file.Path; false",
    })
    void whatLeavesItToTheMachine(String owner, String name, String parameters, boolean expected) {
        List<String> types = parameters == null ? List.of() : List.of(parameters.split(" "));
        assertEquals(expected, LocaleRule.isLeftToTheMachine(owner, name, types.stream()
                .map(each -> each.startsWith("[L") && !each.endsWith(";") ? each + ";" : each).toList()));
    }
}
