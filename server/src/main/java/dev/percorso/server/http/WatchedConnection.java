package dev.percorso.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** A connection that speaks HTTP/1.1 and lets {@link ClientWatch} see its end from the thread of its request. */
record WatchedConnection(ServerConnection http, ReadAhead input) implements ServerConnection {
    private static final ScopedValue<ReadAhead> INPUT = ScopedValue.newInstance();

    /** The input of the connection whose request runs on this thread. */
    static Optional<ReadAhead> ofThisThread() {
        return INPUT.isBound() ? Optional.of(INPUT.get()) : Optional.empty();
    }

    static ServerConnectionSelector selector() {
        return new Selector(
                Http1ConnectionSelector.builder().config(Http1Config.create()).build());
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        ScopedValue.where(INPUT, input).call(() -> {
            http.handle(limit);
            return true;
        });
    }

    @Override
    public Duration idleTime() {
        return http.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        http.close(interrupt);
    }

    private record Selector(ServerConnectionSelector http) implements ServerConnectionSelector {
        @Override
        public int bytesToIdentifyConnection() {
            return http.bytesToIdentifyConnection();
        }

        @Override
        public Support supports(BufferData data) {
            return http.supports(data);
        }

        @Override
        public Set<String> supportedApplicationProtocols() {
            return http.supportedApplicationProtocols();
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            ReadAhead input = new ReadAhead(context.dataReader());
            return new WatchedConnection(http.connection(new Context(context, DataReader.create(input))), input);
        }
    }

    /** The same connection with another reader. */
    private record Context(ConnectionContext inner, DataReader dataReader) implements ConnectionContext {
        @Override
        public ListenerContext listenerContext() {
            return inner.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return inner.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return inner.dataWriter();
        }

        @Override
        public Router router() {
            return inner.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return inner.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return inner.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return inner.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return inner.localPeer();
        }

        @Override
        public boolean isSecure() {
            return inner.isSecure();
        }

        @Override
        public String socketId() {
            return inner.socketId();
        }

        @Override
        public String childSocketId() {
            return inner.childSocketId();
        }
    }
}
