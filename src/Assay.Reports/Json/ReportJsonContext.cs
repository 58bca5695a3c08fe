using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>The serializer code for reports, generated at build time.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(ReportEnumConverter<VerdictStatus>), typeof(ReportEnumConverter<AssessmentStatus>), typeof(ReportEnumConverter<AssessmentKind>),
        typeof(ReportEnumConverter<Severity>), typeof(ReportEnumConverter<Effort>), typeof(ReportEnumConverter<Risk>), typeof(ReportEnumConverter<NextStepKind>),
        typeof(ReportEnumConverter<FactKind>), typeof(ReportEnumConverter<Derivation>), typeof(ReportEnumConverter<PrevalenceStatus>),
        typeof(ReportEnumConverter<VulnerabilityStatus>), typeof(ReportEnumConverter<ArtifactKind>), typeof(ReportEnumConverter<ProblemEffect>),
        typeof(ReportEnumConverter<BaselineState>), typeof(ReportEnumConverter<SuppressionKind>), typeof(ReportEnumConverter<SignatureOutcome>), typeof(ReportEnumConverter<ComparabilityStatus>),
        typeof(ReportEnumConverter<VulnerabilitySeverity>), typeof(ReportEnumConverter<CheckedStatus>),
    ])]
[JsonSerializable(typeof(PackageReport))]
[JsonSerializable(typeof(SignatureReport))]
[JsonSerializable(typeof(VersionComparison))]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
