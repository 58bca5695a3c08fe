using Assay.Web.Reports;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Assay.Web.Hosting;

/// <summary>Sends traces and measurements to a collector (OTLP) when the settings name one: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c> beside it.</summary>
internal sealed class Telemetry(IConfiguration settings) : IHostedService, IDisposable
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int UsualInterval = 60_000;

    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Net.Http", "System.Runtime", PortalMeters.Name];

    private TracerProvider? _traces;
    private MeterProvider? _measurements;

    public static void Add(WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration[EndpointSetting]))
        {
            builder.Services.AddHostedService<Telemetry>();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService(settings["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : "assay-portal", serviceVersion: Judging.ToolVersion);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", "System.Net.Http").AddOtlpExporter(exporter => Configure(exporter, "v1/traces")).Build();
        _measurements = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter((exporter, reader) =>
        {
            Configure(exporter, "v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = settings.GetValue<int?>("OTEL_METRIC_EXPORT_INTERVAL") ?? UsualInterval;
        }).Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is still here.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        const int Patience = 3_000;
        _traces?.ForceFlush(Patience);
        _measurements?.ForceFlush(Patience);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _measurements?.Dispose();
    }

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        var endpoint = new Uri(settings[EndpointSetting]!.TrimEnd('/') + "/");
        var isGrpc = settings["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        // OTLP 1.7, "OTLP/HTTP Request": each kind of data has a path of its own.
        exporter.Endpoint = isGrpc ? endpoint : new Uri(endpoint, path);
        exporter.Headers = settings["OTEL_EXPORTER_OTLP_HEADERS"] ?? "";
    }
}
