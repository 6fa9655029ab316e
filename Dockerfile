# Two stages: build a static binary, then an image that holds nothing else.
# Build: docker build --build-arg VERSION=v1.2.3 -t reftel .
# Run, without any right, with nothing to write to and a limit of memory (compose.yaml):
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges --pids-limit 256 \
#     --memory 1g --memory-swap 1g -e GOMEMLIMIT=700MiB -e REFTEL_DATA=/data -v reftel-data:/data:ro -p 127.0.0.1:8080:8080 reftel
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=${VERSION}" -o /out/reftel ./cmd/server \
 && mkdir -p /out/data /out/tmp

FROM scratch
COPY --from=build /out/reftel /reftel
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 --chmod=1777 /out/tmp /tmp
USER 65532:65532
ENV REFTEL_ADDR=:8080
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=30s --timeout=6s --start-period=10s CMD ["/reftel", "healthcheck"]
ENTRYPOINT ["/reftel"]
# Without --data (or REFTEL_DATA=/data) the demonstration archive is served.
CMD ["serve"]
