using System.Text.Json;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Writes reports one after the other as a JSON array; disposing ends the array and leaves the stream open.</summary>
public sealed class JsonReportArray : IDisposable
{
    private readonly Stream _output;
    private readonly Utf8JsonWriter _writer;

    /// <summary>Begins the array.</summary>
    public JsonReportArray(Stream output)
    {
        _output = output;
        _writer = JsonReport.Open(output);
        _writer.WriteStartArray();
    }

    /// <summary>Writes one report and hands its bytes to the stream.</summary>
    public void Add(PackageReport report)
    {
        JsonSerializer.Serialize(_writer, report, JsonReport.TypeInfo);
        _writer.Flush();
    }

    /// <summary>Writes the part about signatures of one report and hands its bytes to the stream.</summary>
    public void Add(SignatureReport report)
    {
        JsonSerializer.Serialize(_writer, report, JsonReport.SignaturesType);
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.WriteEndArray();
        _writer.Dispose();
        _output.WriteByte((byte)'\n');
    }
}
