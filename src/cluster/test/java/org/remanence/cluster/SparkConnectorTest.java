package org.remanence.cluster;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.text.BadInput;

class SparkConnectorTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "local[2]", "yarn", "spark://", "local-cluster[2,1]", "host:7077"})
    void otherAddressesAreRefusedBeforeSparkStarts(String address) {
        String said = assertThrows(BadInput.class, () -> new SparkConnector().connect(address)).getMessage();
        assertTrue(said.contains("spark://HOST:PORT") && said.endsWith("got '" + address + "'"), said);
    }
}
