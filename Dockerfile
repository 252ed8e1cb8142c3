# Understudy in a container: docker build -t understudy . && docker run --rm -p 9119:9119 understudy
# docs/ci.md has the rest. scripts/bare-check proves each step without a container engine.
FROM debian:12 AS build
WORKDIR /understudy
COPY . .
RUN scripts/build

# The binary alone: it is static, and needs neither files nor a shell.
FROM scratch
COPY --from=build /understudy/build/understudy /understudy
ENV UNDERSTUDY_HOST=*
USER 65534:65534
EXPOSE 9119
HEALTHCHECK --interval=1s --timeout=3s --start-period=5s CMD ["/understudy", "healthcheck"]
ENTRYPOINT ["/understudy"]
