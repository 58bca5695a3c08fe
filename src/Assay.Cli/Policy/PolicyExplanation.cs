using System.Globalization;
using System.Text.Json;
using Assay.Model;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>Says which settings hold and which line each comes from.</summary>
internal sealed class PolicyExplanation(Host host, RulePack pack, PolicyFile? file)
{
    /// <summary>Writes all settings, or those of one rule.</summary>
    public void Write(string? rule, bool json)
    {
        var found = rule is null ? null : Find(rule);
        if (json)
        {
            WriteJson(found);
            return;
        }

        using var writer = host.OpenOutput();
        writer.WriteLine(file?.Settings.File is { } input ? $"{TerminalText.Encode(input.File)}, sha256 {input.Sha256}" : "No policy file holds here.");
        if (found is null)
        {
            WriteAll(writer);
        }
        else
        {
            WriteRule(found, writer);
        }
    }

    private void WriteAll(StreamWriter writer)
    {
        foreach (var value in file?.Values ?? [])
        {
            WriteLine(writer, value);
        }

        if (file?.FailOn is null)
        {
            writer.WriteLine("  default   fail-on: fail");
        }
    }

    private void WriteRule(Rule rule, StreamWriter writer)
    {
        writer.WriteLine($"{rule.Id}: {TerminalText.EncodeProse(rule.Title)}");
        if (rule is PolicyRule policy)
        {
            var severity = Name(policy.Severity);
            var setting = file?.Settings.Rules.GetValueOrDefault(rule.Id);
            writer.WriteLine($"  built in  severity {severity}, assessment {Name(policy.Assessment)}, status {Name(policy.Status)}");
            writer.WriteLine(setting switch
            {
                { Off: true } => "  holds     off: counted, not shown, decides nothing",
                { Severity: { } other } => $"  holds     severity {Name(other)}",
                _ => $"  holds     severity {severity}",
            });
        }

        foreach (var value in Values(rule))
        {
            WriteLine(writer, value);
        }
    }

    private IEnumerable<PolicyFileValue> Values(Rule? rule) => (file?.Values ?? []).Where(value => rule is null || value.Rule == rule.Id || (rule is PolicyRule policy && Concerns(value, policy)));

    // Words of fail-on and thresholds that the policy would meet when it fires.
    private bool Concerns(PolicyFileValue value, PolicyRule policy)
    {
        var word = value.Key == "fail-on" ? value.Value : value.Key.StartsWith("thresholds.", StringComparison.Ordinal) ? value.Key["thresholds.".Length..] : null;
        return word is not null && FailCondition.Concerns(word, policy, file?.Settings.Rules.GetValueOrDefault(policy.Id)?.Severity ?? policy.Severity);
    }

    private static void WriteLine(StreamWriter writer, PolicyFileValue value) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"line " + value.Line,-9} {value.Key}: {TerminalText.EncodeProse(value.Value)}"));

    private void WriteJson(Rule? rule)
    {
        using (var json = new Utf8JsonWriter(host.Output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("file", file?.Settings.File?.File);
            json.WriteString("sha256", file?.Settings.File?.Sha256);
            json.WriteString("rule", rule?.Id);
            if (rule is PolicyRule policy)
            {
                var setting = file?.Settings.Rules.GetValueOrDefault(rule.Id);
                json.WriteBoolean("off", setting is { Off: true });
                json.WriteString("severity", Name(setting?.Severity ?? policy.Severity));
            }

            json.WriteStartArray("settings");
            foreach (var value in Values(rule))
            {
                json.WriteStartObject();
                json.WriteString("key", value.Key);
                json.WriteString("value", value.Value);
                json.WriteNumber("line", value.Line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        host.Output.WriteByte((byte)'\n');
    }

    private Rule Find(string id)
    {
        Rule[] all = [.. pack.Policies, .. pack.Behaviors];
        return all.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase)) ?? all.FirstOrDefault(rule => rule.Was.Contains(id, StringComparer.OrdinalIgnoreCase))
            ?? throw new CommandFailedException(ExitCode.Usage, $"there is no rule '{id}'{(Suggestion.Ask(id, all.Select(rule => rule.Id)) is { Length: > 0 } question ? question : "; see 'assay rules list'")}");
    }

    private static string Name(Enum value) => ReportNamingPolicy.Instance.ConvertName(value.ToString());
}
