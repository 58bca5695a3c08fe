using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Writes an enum by the name that the schema gives it, and reads no numbers.</summary>
internal sealed class ReportEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(ReportNamingPolicy.Instance, allowIntegerValues: false)
    where TEnum : struct, Enum;
