using Assay.Reports;
using System.Security.Cryptography;
using System.Text.Json;
using Assay.PowerShell;

namespace Assay.Cli;

/// <summary>Writes what a script consists of as one line of JSON.</summary>
internal static class InspectionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JsonText.Encoder };

    public static void Write(string path, ReadOnlySpan<byte> content, PowerShellInspection inspection, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("path", path.Replace('\\', '/'));
            json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(content)));
            WriteArray(json, "errors", inspection.Errors, static (json, error) =>
            {
                json.WriteStringValue(error.Id);
                json.WriteNumberValue(error.Start);
                json.WriteNumberValue(error.End);
            });
            WriteArray(json, "commands", inspection.Commands, WriteCommand);
            WriteArray(json, "functions", inspection.Functions, static (json, function) =>
            {
                json.WriteStringValue(function.Name);
                json.WriteStringValue(function.Kind);
                json.WriteNumberValue(function.Start);
                json.WriteNumberValue(function.End);
            });
            WriteArray(json, "types", inspection.Types, static (json, type) =>
            {
                json.WriteStringValue(type.Name);
                json.WriteStringValue(type.Use);
                json.WriteNumberValue(type.Start);
                json.WriteNumberValue(type.End);
            });
            WriteArray(json, "members", inspection.Members, static (json, member) =>
            {
                json.WriteStringValue(member.Name);
                json.WriteBooleanValue(member.Static);
                json.WriteNumberValue(member.Start);
                json.WriteNumberValue(member.End);
                json.WriteNumberValue(member.Arguments);
            });
            json.WriteStartObject("strings");
            foreach (var (kind, count) in inspection.Strings)
            {
                json.WriteNumber(kind, count);
            }

            json.WriteEndObject();
            WriteNames(json, "resolved", inspection.Resolved);
            json.WriteStartArray("recovered");
            foreach (var layer in inspection.Recovered)
            {
                json.WriteStartObject();
                json.WriteString("name", layer.Name);
                json.WriteString("how", layer.How);
                json.WriteString("text", layer.Text);
                WriteArray(json, "commands", layer.Commands, WriteCommand);
                WriteNames(json, "resolved", layer.Resolved);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteCommand(Utf8JsonWriter json, InspectedCommand command)
    {
        json.WriteStringValue(command.Name);
        json.WriteNumberValue(command.NameStart);
        json.WriteNumberValue(command.NameEnd);
        json.WriteNumberValue(command.Start);
        json.WriteNumberValue(command.End);
        json.WriteNumberValue(command.Elements);
        json.WriteStringValue(command.Operator);
        if (command.Alias is { } alias)
        {
            json.WriteStringValue(alias);
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartArray();
            write(json, item);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var item in names)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
