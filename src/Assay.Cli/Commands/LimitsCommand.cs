using System.CommandLine;
using System.Text.Json;
using Assay.Model;

namespace Assay.Cli;

/// <summary><c>assay limits</c>.</summary>
internal static class LimitsCommand
{
    public static Command Create(Host host)
    {
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var limits = SharedOptions.Limit();
        var format = SharedOptions.Format();
        var command = new Command("limits", "Shows what reading and judging a package may cost, and what holds here.") { limits, config, noConfig, format };
        command.Validators.Add(result =>
        {
            if (SharedOptions.ExcludeEachOther(result, config, noConfig) is { } error)
            {
                result.AddError(error);
            }
        });
        command.SetAction(parsed =>
        {
            var options = new PolicyOptions(parsed.GetValue(config), parsed.GetValue(noConfig));
            var policy = PolicySource.Load(host, options, RuleSource.Load(host, folder: null), []);
            var set = (parsed.GetValue(limits) ?? []).Select(text => SharedOptions.ParseLimit(text).Value!);
            var holding = AnalysisLimits.Default.With(policy?.Settings.Limits ?? []).With([.. set]);
            if (parsed.GetValue(format) == "json")
            {
                WriteJson(holding, host);
            }
            else
            {
                Write(holding, host);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(AnalysisLimits limits, Host host)
    {
        using var writer = host.OpenOutput();
        foreach (var group in LimitTable.All.GroupBy(definition => definition.Group, StringComparer.Ordinal))
        {
            writer.WriteLine(group.Key);
            foreach (var definition in group)
            {
                var value = limits[definition.Limit];
                var usual = value == definition.Usual ? "" : $" (usually {definition.Show(definition.Usual)})";
                writer.WriteLine($"  {definition.Name,-22} {definition.Show(value),16}{usual}  {definition.Meaning}");
            }

            writer.WriteLine();
        }

        writer.WriteLine("--limit NAME=VALUE sets one for a run, 'limits:' in assay.yaml for all runs.");
    }

    private static void WriteJson(AnalysisLimits limits, Host host)
    {
        using (var json = new Utf8JsonWriter(host.Output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (var definition in LimitTable.All)
            {
                json.WriteStartObject();
                json.WriteString("name", definition.Name);
                json.WriteString("group", definition.Group);
                json.WriteString("unit", JsonNamingPolicy.KebabCaseLower.ConvertName(definition.Unit.ToString()));
                json.WriteNumber("value", limits[definition.Limit]);
                json.WriteNumber("usual", definition.Usual);
                json.WriteNumber("smallest", definition.Smallest);
                json.WriteNumber("largest", definition.Largest);
                json.WriteString("problem", definition.Problem?.Name());
                json.WriteString("meaning", definition.Meaning);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        host.Output.WriteByte((byte)'\n');
    }
}
