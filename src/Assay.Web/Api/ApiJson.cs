using System.Text.Json.Serialization;
using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Web.Access;
using Assay.Web.Jobs;

namespace Assay.Web.Api;

/// <summary>The serializer code for answers, generated at build time. Enums are written as the schema of reports spells them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    Converters =
    [
        typeof(ReportEnumConverter<VerdictStatus>), typeof(ReportEnumConverter<Risk>), typeof(ReportEnumConverter<Severity>), typeof(ReportEnumConverter<Effort>), typeof(ReportEnumConverter<AssessmentKind>),
        typeof(ReportEnumConverter<AssessmentStatus>), typeof(ReportEnumConverter<NextStepKind>), typeof(ReportEnumConverter<PrevalenceStatus>), typeof(ReportEnumConverter<VersionState>),
        typeof(ReportEnumConverter<RankingKind>), typeof(ReportEnumConverter<ChainKind>), typeof(ReportEnumConverter<JobState>), typeof(ReportEnumConverter<TokenRole>), typeof(ReportEnumConverter<TokenState>), typeof(ReportEnumConverter<RuleKind>),
    ])]
[JsonSerializable(typeof(ApiCommunities))]
[JsonSerializable(typeof(ApiCommunity))]
[JsonSerializable(typeof(ApiVersions))]
[JsonSerializable(typeof(ApiVersion))]
[JsonSerializable(typeof(ApiSearch))]
[JsonSerializable(typeof(ApiRules))]
[JsonSerializable(typeof(ApiRule))]
[JsonSerializable(typeof(ApiPrevalence))]
[JsonSerializable(typeof(ApiScans))]
[JsonSerializable(typeof(ApiScan))]
[JsonSerializable(typeof(ApiScanRequest))]
[JsonSerializable(typeof(ApiTokens))]
[JsonSerializable(typeof(ApiTokenEntry))]
[JsonSerializable(typeof(ApiTokenRequest))]
[JsonSerializable(typeof(ApiTokenMade))]
[JsonSerializable(typeof(ApiProblem))]
internal sealed partial class ApiJson : JsonSerializerContext;
