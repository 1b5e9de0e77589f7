package org.remanence.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.remanence.text.BadInput;

/// Where HTTP comes in: the only place that knows the library that speaks it.
final class Front implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 4096;
    private static final int LINE = 1 << 13;
    private static final int HEADERS = 1 << 14;
    private static final String CONNECTION = "Connection";
    private static final String CLOSE = "close";

    private final WebServer server;
    private final Function<Request, Reply> answers;
    private final int mostBody;
    /// Bytes of bodies that are held at the same time.
    private final AtomicLong held = new AtomicLong();
    private final long mostHeld;

    /// Listens from now on.
    /// @param answers never throw
    /// @throws BadInput if nothing can listen there
    Front(ServerSettings settings, Optional<SSLContext> tls, Function<Request, Reply> answers) {
        this.answers = answers;
        this.mostBody = settings.mostBody();
        this.mostHeld = Math.max(2L * mostBody, Runtime.getRuntime().maxMemory() / 4);
        var builder = WebServer.builder().host(settings.host()).port(settings.port()).shutdownHook(false)
                .maxPayloadSize(Math.max(mostBody, settings.mostUploaded())).maxTcpConnections(CONNECTIONS)
                        .writeBufferSize(1 << 16)
                // without it each answer of more than one packet waits 40 ms for the other side
                .connectionOptions(socket -> socket.tcpNoDelay(true).readTimeout(PATIENCE))
                .addProtocol(Http1Config.builder().maxPrologueLength(LINE).maxHeadersSize(HEADERS).build())
                .contentEncoding(new Packed()).directHandlers(refusals())
                .routing(routing -> routing.any(this::handle));
        tls.ifPresent(context -> builder.tls(keys -> keys.sslContext(context)));
        this.server = builder.build().start();
        // the library logs why it cannot listen, and returns
        if (!server.isRunning()) {
            throw new BadInput(
                    "nothing can listen at port %d of %s, which another program may use: give another --port, or 0",
                    settings.port(), settings.host());
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Incoming incoming = new Incoming(request, Map.of(), new AtomicLong(), new AtomicBoolean());
        try {
            Reply reply = answers.apply(incoming);
            boolean last = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                    || reply.headers().containsKey(CONNECTION) || incoming.leavesMuch();
            send(last ? reply.with(CONNECTION, CLOSE) : reply, request.prologue().method().text().equals("HEAD"),
                    response);
            if (last) {
                // the library tells the other side that it closes, but waits for that side to do so
                throw new CloseConnectionException("this was the last request");
            }
        } finally {
            held.addAndGet(-incoming.reserved.get());
        }
    }

    private static void send(Reply reply, boolean headOnly, ServerResponse response) {
        response.status(Status.create(reply.status()));
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (!reply.type().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, reply.type());
        }
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (reply.length() >= 0 && reply.status() != Reply.NO_CONTENT) {
            response.contentLength(reply.length());
        }
        if (headOnly || reply.length() == 0 || reply.status() == Reply.NO_CONTENT) {
            response.send();
            return;
        }
        try (OutputStream out = response.outputStream()) {
            reply.body().to(out);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the other side went away", e);
        }
    }

    /// What the library refuses by itself is said in the same form.
    private static DirectHandlers refusals() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType each : DirectHandler.EventType.values()) {
            handlers.addHandler(each, (request, type, status, headers, message) -> {
                String sentence = status.code() == Refusal.TOO_LARGE ? "the body is too large"
                        : status.code() >= 500 ? "the request cannot be answered" : message;
                Reply reply = Failures.reply(request.path(), status.code(), sentence, Map.of());
                return DirectHandler.TransportResponse.builder().status(status).headers(headers)
                        .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, reply.type()))
                        .entity(Failures.bytes(reply)).keepAlive(type.keepAlive()).build();
            });
        }
        return handlers.build();
    }

    /// A request as the library shows it.
    private final class Incoming implements Request {
        private final ServerRequest request;
        private final Map<String, String> parts;
        private final AtomicLong reserved;
        private final AtomicBoolean isRead;

        Incoming(ServerRequest request, Map<String, String> parts, AtomicLong reserved, AtomicBoolean isRead) {
            this.request = request;
            this.parts = parts;
            this.reserved = reserved;
            this.isRead = isRead;
        }

        @Override
        public String method() {
            return request.prologue().method().text();
        }

        @Override
        public String path() {
            return request.path().path();
        }

        @Override
        public Optional<String> query(String name) {
            return request.query().contains(name) ? Optional.of(request.query().get(name)) : Optional.empty();
        }

        @Override
        public List<String> queryNames() {
            return List.copyOf(request.query().names());
        }

        @Override
        public Optional<String> header(String name) {
            return request.headers().first(HeaderNames.create(name));
        }

        @Override
        public String part(String name) {
            return parts.get(name);
        }

        @Override
        public Request matched(Map<String, String> found) {
            return new Incoming(request, found, reserved, isRead);
        }

        @Override
        public String peer() {
            return request.remotePeer().host();
        }

        @Override
        public byte[] body() {
            long expected = request.headers().contentLength().orElse(-1);
            reserve(expected < 0 ? mostBody : Math.min(expected, mostBody));
            String encoding = header("Content-Encoding").orElse("");
            try {
                byte[] body = RequestBody.read(request.content().inputStream(), encoding, expected, mostBody);
                isRead.set(true);
                return body;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RequestException e) {
                throw (e.status().code() == Refusal.TOO_LARGE ? RequestBody.tooLarge(mostBody) : malformed())
                        .with(CONNECTION, CLOSE);
            } catch (NumberFormatException e) {
                throw malformed().with(CONNECTION, CLOSE);
            }
        }

        private static Refusal malformed() {
            return Refusal.of(Refusal.BAD_REQUEST, "the body ends too early, or its chunks are damaged");
        }

        @Override
        public <T> T upload(Upload<T> reader) throws IOException {
            String encoding = header("Content-Encoding").orElse("identity");
            if (!encoding.equalsIgnoreCase("identity")) {
                throw Refusal.of(Refusal.UNSUPPORTED, "an array must come as it is, without Content-Encoding, got %s",
                        encoding);
            }
            try {
                T taken = reader.take(request.content().inputStream(), request.headers().contentLength().orElse(-1));
                isRead.set(true);
                return taken;
            } catch (RequestException | NumberFormatException e) {
                throw malformed().with(CONNECTION, CLOSE);
            }
        }

        /// Whether so much of the body was left unread that it is better to close the connection than to wait for the
        /// rest.
        boolean leavesMuch() {
            return !isRead.get() && request.content().hasEntity() && request.headers().contentLength()
                    .orElse(Long.MAX_VALUE) > mostBody;
        }

        private void reserve(long bytes) {
            reserved.addAndGet(bytes);
            if (held.addAndGet(bytes) > mostHeld) {
                throw Refusal.of(Refusal.UNAVAILABLE, "the bodies of other requests fill the memory: try again")
                        .with("Retry-After", "1");
            }
        }
    }

    /// Leaves bodies packed: [RequestBody] unpacks them, and refuses with words what it cannot.
    private static final class Packed implements ContentEncodingContext {
        @Override
        public ContentEncodingContextConfig prototype() {
            return ContentEncodingContextConfig.builder().contentEncodingsDiscoverServices(false).buildPrototype();
        }

        @Override
        public boolean contentEncodingEnabled() {
            return false;
        }

        @Override
        public boolean contentDecodingEnabled() {
            return true;
        }

        @Override
        public boolean contentEncodingSupported(String encoding) {
            return false;
        }

        @Override
        public boolean contentDecodingSupported(String encoding) {
            return true;
        }

        @Override
        public ContentEncoder encoder(String encoding) {
            return ContentEncoder.NO_OP;
        }

        @Override
        public ContentDecoder decoder(String encoding) {
            return ContentDecoder.NO_OP;
        }

        @Override
        public ContentEncoder encoder(Headers headers) {
            return ContentEncoder.NO_OP;
        }
    }
}
