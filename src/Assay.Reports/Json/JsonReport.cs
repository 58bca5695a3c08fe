using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Writes and reads the report as JSON, schema version 1 (docs/schema/report-v1.json).</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(ReportJsonContext.Default.Options)
    {
        TypeInfoResolver = ReportJsonContext.Default.WithAddedModifier(OmitNulls),
    };

    /// <summary>Describes the report to serializers: names, order and converters as written.</summary>
    public static JsonTypeInfo<PackageReport> TypeInfo { get; } = (JsonTypeInfo<PackageReport>)Options.GetTypeInfo(typeof(PackageReport));

    internal static JsonTypeInfo<SignatureReport> SignaturesType { get; } = (JsonTypeInfo<SignatureReport>)Options.GetTypeInfo(typeof(SignatureReport));

    /// <summary>Describes the comparison of two packages to serializers.</summary>
    public static JsonTypeInfo<VersionComparison> ComparisonType { get; } = (JsonTypeInfo<VersionComparison>)Options.GetTypeInfo(typeof(VersionComparison));

    /// <summary>Describes the report of a check to serializers.</summary>
    public static JsonTypeInfo<CheckReport> CheckType { get; } = (JsonTypeInfo<CheckReport>)Options.GetTypeInfo(typeof(CheckReport));

    /// <summary>What foreign files are read with: nothing that a report must have may be missing or null, and nothing may stand there twice.</summary>
    internal static JsonSerializerOptions ReadOptions { get; } = new(ReportJsonContext.Default.Options)
    {
        TypeInfoResolver = ReportJsonContext.Default.WithAddedModifier(AllowOmittedNulls),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    internal static JsonTypeInfo<PackageReport> PackageReadType { get; } = (JsonTypeInfo<PackageReport>)ReadOptions.GetTypeInfo(typeof(PackageReport));

    internal static JsonTypeInfo<CheckReport> CheckReadType { get; } = (JsonTypeInfo<CheckReport>)ReadOptions.GetTypeInfo(typeof(CheckReport));

    internal static JsonTypeInfo<Prevalence> PrevalenceType { get; } = (JsonTypeInfo<Prevalence>)Options.GetTypeInfo(typeof(Prevalence));

    /// <summary>Writes one report as an object. Equal reports give equal bytes.</summary>
    public static void Write(PackageReport report, Stream output) => Write(report, TypeInfo, output);

    /// <summary>Writes the part about signatures of one report as an object.</summary>
    public static void Write(SignatureReport report, Stream output) => Write(report, SignaturesType, output);

    /// <summary>Writes a comparison as an object (docs/schema/difference-v1.json). Equal comparisons give equal bytes.</summary>
    public static void Write(VersionComparison comparison, Stream output) => Write(comparison, ComparisonType, output);

    /// <summary>Writes the report of a check as an object (docs/schema/check-v1.json). Equal reports give equal bytes.</summary>
    public static void Write(CheckReport report, Stream output) => Write(report, CheckType, output);

    /// <summary>Writes reports as an array, each as soon as the sequence gives it.</summary>
    public static void WriteMany(IEnumerable<PackageReport> reports, Stream output)
    {
        using var array = new JsonReportArray(output);
        foreach (var report in reports)
        {
            array.Add(report);
        }
    }

    /// <summary>Reads a report that <see cref="Write(PackageReport, Stream)"/> wrote; throws <see cref="JsonException"/> for anything else.</summary>
    public static PackageReport Read(Stream input) =>
        JsonSerializer.Deserialize(input, TypeInfo) ?? throw new JsonException("The report is null.");

    private static void Write<T>(T report, JsonTypeInfo<T> type, Stream output)
    {
        using (var writer = Open(output))
        {
            JsonSerializer.Serialize(writer, report, type);
        }

        output.WriteByte((byte)'\n');
    }

    internal static Utf8JsonWriter Open(Stream output) => new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder });

    // A location has twelve possible parts of which a fact has two or three, a signature says what its kind has, few files were found inside another, and without a policy file or baseline
    // nothing is said of them, nor of a comparison without a community, and few problems are of a limit: absent parts are left out there, and only there.
    private static void OmitNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (type.Type == typeof(ReportedLocation) || (IsOfSignatures(type.Type) && property.Name is not ("digest" or "status")) || property.PropertyType == typeof(ReportedOrigin) || type.Type == typeof(FileChange) || property.PropertyType == typeof(IReadOnlyDictionary<string, string>) || IsOfSettings(property) || IsOfLimits(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is not null;
            }
        }
    }

    // What was left out was null.
    private static void AllowOmittedNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is { IsNullable: true }))
        {
            property.IsRequired = false;
        }
    }

    private static bool IsOfSignatures(Type type) => type == typeof(ReportedSignature) || type == typeof(ReportedSigner);

    private static bool IsOfLimits(Type type) => type == typeof(ReportedLimit) || type == typeof(IReadOnlyList<ReportedLimit>);

    private static bool IsOfSettings(JsonPropertyInfo property) => property.Name is "baseline" or "suppressed" or "sinceBaseline" or "newInVersion" or "comparison";
}
