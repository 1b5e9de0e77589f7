package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.process.DdpmSchedule;
import org.remanence.text.BadInput;

final class NetworkDescriptionTest {
    private static final String WHOLE = """
            {"prediction":"epsilon","time":"index","state":"vp","schedule":{"kind":"linear","steps":1000,"first":1e-4,"last":2e-2},
             "layout":"nchw","shape":[1,28,28],"inputs":{"x":"sample","time":"timestep"},"sigma_data":0.5,"shift":0.5,"factor":2.0,
             "range":[0.01,157]}""";

    private static NetworkDescription read(String json) {
        return NetworkDescription.read(Map.of("net.onnx.json", json));
    }

    @Test
    void allKeysAreRead() {
        NetworkDescription read = read(WHOLE);
        Parameterization meaning = read.meaning();
        assertEquals(List.of(Prediction.EPSILON, ClockReading.INDEX, InputScale.VP), List.of(meaning.prediction(), meaning.time(),
                meaning.state()));
        DdpmSchedule schedule = assertInstanceOf(NoiseSchedule.Steps.class, meaning.schedule()).schedule();
        assertEquals(new DdpmSchedule().alphaBar(999), schedule.alphaBar(999));
        assertEquals(NetworkDescription.Layout.NCHW, read.layout());
        assertEquals(784, read.dimension());
        assertEquals(new NetworkDescription.Inputs("sample", "timestep"), read.inputs());
        assertEquals(new NetworkDescription.Range(0.01, 157), read.range());
        assertEquals(0.5, read.units().shift()[783]);
        assertEquals(2, read.units().factor());
    }

    @ParameterizedTest
    @ValueSource(strings = {WHOLE,
        """
        {"prediction":"edm","time":"log_sigma_over_4","sigma_data":0.5,"shape":[2],"shift":[1,-1],"range":[0.002,80]}""",
        """
        {"prediction":"v_prediction","time":"unit","schedule":{"kind":"cosine","steps":4000},"shape":3}""",
        """
        {"prediction":"sample","time":"index","schedule":{"kind":"scaled_linear","steps":1000,"first":0.00085,"last":0.012},"shape":[3]}""",
        """
        {"prediction":"score","time":"clock","schedule":{"kind":"geometric","least":0.01,"greatest":50},"shape":[30]}""",
        """
        {"prediction":"flow","time":"ou","schedule":{"kind":"times","least":0.01,"greatest":5},"shape":[30]}"""})
    void whatIsWrittenIsRead(String json) {
        NetworkDescription first = read(json);
        NetworkDescription second = read(first.json());
        assertEquals(first.json(), second.json());
        assertEquals(first.meaning().reading(0.3), second.meaning().reading(0.3));
        assertEquals(first.range(), second.range());
        assertArrayEquals(first.units().shift(), second.units().shift());
    }

    @Test
    void usualThingsNeedNotBeSaid() {
        NetworkDescription index = read("{\"prediction\":\"epsilon\",\"time\":\"index\",\"shape\":[1,8,8]}");
        assertEquals(InputScale.VP, index.meaning().state());
        assertEquals(NetworkDescription.Layout.NCHW, index.layout());
        assertEquals(157.40728081040743, index.range().greatest(), 1e-9);
        assertEquals(InputScale.EDM, read("{\"prediction\":\"edm\",\"time\":\"sigma\",\"shape\":[4],\"sigma_data\":1,\"range\":[0.1,9]}").meaning().state());
        assertEquals(InputScale.VE, read("{\"prediction\":\"score\",\"time\":\"sigma\",\"shape\":[4],\"range\":[0.1,9]}").meaning().state());
    }

    @Test
    void laterWordsReplaceEarlierOnes() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("net.onnx", WHOLE);
        said.put("--description", "{\"prediction\":\"v_prediction\",\"range\":[0.02,100]}");
        NetworkDescription read = NetworkDescription.read(said);
        assertEquals(Prediction.V_PREDICTION, read.meaning().prediction());
        assertEquals(new NetworkDescription.Range(0.02, 100), read.range());
        assertEquals(784, read.dimension());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {"time":"index","shape":[4]}                                                 | prediction is missing
            {"prediction":"epsilon","shape":[4]}                                         | time is missing
            {"prediction":"epsilon","time":"index"}                                      | shape is missing
            {"prediction":"eps","time":"index","shape":[4]}                              | prediction must be one of epsilon, sample
            {"prediction":"epsilon","time":7,"shape":[4]}                                | time must be a word
            {"prediction":"epsilon","tyme":"index","shape":[4]}                          | no key tyme (time?)
            {"prediction":"epsilon","time":"index","shape":[4,4]                         | is no JSON
            {"prediction":"epsilon","time":"index","time":"ou","shape":[4,4]}            | is no JSON
            ["epsilon"]                                                                  | must be a JSON object
            {"prediction":"epsilon","time":"index","shape":[4.5]}                        | lengths in shape must be a whole number
            {"prediction":"epsilon","time":"index","shape":[-4]}                         | lengths in shape must be a whole number
            {"prediction":"epsilon","time":"index","shape":[]}                           | axes of the shape must be at least 1
            {"prediction":"epsilon","time":"index","shape":[9999999,9999999]}            | too many numbers
            {"prediction":"epsilon","time":"index","shape":[4],"layout":"nchw"}          | channels, height and width
            {"prediction":"epsilon","time":"index","shape":[4],"shift":[1,2]}            | one number, or one for each of the 4
            {"prediction":"epsilon","time":"index","shape":[4],"factor":0}               | factor must be positive
            {"prediction":"epsilon","time":"index","shape":[4],"range":[3,1]}            | range must end above
            {"prediction":"epsilon","time":"index","shape":[4],"range":[1,2,3]}          | range must be two numbers
            {"prediction":"epsilon","time":"sigma","shape":[4]}                          | range is missing
            {"prediction":"edm","time":"sigma","shape":[4],"range":[1,2]}                | sigma_data is missing
            {"prediction":"epsilon","time":"index","shape":[4],"schedule":"linear"}      | schedule must be an object
            {"prediction":"epsilon","time":"index","shape":[4],"schedule":{"kind":"sigmoid"}} | kind of schedule must be
            {"prediction":"epsilon","time":"index","shape":[4],"schedule":{"kind":"linear","steps":1,"first":0.1,"last":0.2}} | steps must be at least 2
            {"prediction":"epsilon","time":"clock","shape":[4],"schedule":{"kind":"cosine","steps":10}} | needs a geometric schedule
            {"prediction":"epsilon","time":"index","shape":[4],"schedule":{"kind":"geometric","least":1,"greatest":2}} | needs a schedule of steps
            """)
    void nonsenseIsNamed(String json, String why) {
        String sentence = assertThrows(BadInput.class, () -> read(json)).getMessage();
        assertTrue(sentence.contains("net.onnx.json") && sentence.contains(why), sentence);
    }
}
