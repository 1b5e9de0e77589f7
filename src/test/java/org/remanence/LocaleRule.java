package org.remanence;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Executable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.text.BreakIterator;
import java.text.DecimalFormatSymbols;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Which calls leave notation, letters or the time zone to the machine: those that ask for its own, and those that have a
/// sibling with one more parameter that would tell them, as `getBytes()` has `getBytes(Charset)`.
final class LocaleRule {
    private static final Set<String> ASKING = Set.of("java.lang.String.formatted", "java.util.Locale.getDefault",
            "java.nio.charset.Charset.defaultCharset", "java.time.ZoneId.systemDefault", "java.util.TimeZone.getDefault",
            "java.time.Clock.systemDefaultZone", "java.time.format.DateTimeFormatter.localizedBy");

    private static final Set<Class<?>> TELLING = Set.of(Locale.class, Charset.class, ZoneId.class, TimeZone.class,
            DecimalFormatSymbols.class, BreakIterator.class);

    /// UTF-8 wherever they run, or asked for a charset by name.
    private static final Set<Class<?>> FIXED = Set.of(Files.class, ZipFile.class, ZipInputStream.class, ZipOutputStream.class, Arena.class,
            MemorySegment.class, Charset.class);

    private LocaleRule() { }

    static boolean isLeftToTheMachine(JavaCodeUnitAccess<?> call) {
        CodeUnitAccessTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        List<String> parameters = target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return !owner.startsWith("org.remanence.") && !target.getOwner().isArray()
                && isLeftToTheMachine(owner, target.getName(), parameters);
    }

    /// @param owner class with the method
    /// @param name of the method, `<init>` for a constructor
    /// @param parameters names of their types
    static boolean isLeftToTheMachine(String owner, String name, List<String> parameters) {
        if (ASKING.contains(owner + "." + name)) {
            return true;
        }
        Class<?> type = load(owner);
        return !FIXED.contains(type) && siblings(type, name).anyMatch(each -> tells(each, parameters));
    }

    private static Stream<? extends Executable> siblings(Class<?> type, String name) {
        return name.equals("<init>") ? Arrays.stream(type.getConstructors())
                : Arrays.stream(type.getMethods()).filter(each -> each.getName().equals(name));
    }

    /// Whether it takes those parameters and one more, which tells.
    private static boolean tells(Executable sibling, List<String> parameters) {
        Class<?>[] types = sibling.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (TELLING.contains(types[i])) {
                List<String> others = new ArrayList<>(Arrays.stream(types).map(Class::getName).toList());
                others.remove(i);
                if (others.equals(parameters)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, LocaleRule.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
