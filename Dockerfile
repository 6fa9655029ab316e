# Two stages: build a static binary, then an image that holds nothing else.
# Run: docker build -t reftel . && docker run -p 8080:8080 -v reftel-data:/data reftel
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -buildid= -X main.stamped=${VERSION}" -o /out/reftel ./cmd/server \
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
