using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads what is set for one rule: <c>off</c>, a severity, or a mapping of <c>severity</c> and <c>reason</c>.</summary>
internal static class RuleSettingReader
{
    private const string Off = "off";

    private static readonly string[] Keys = ["severity", "reason"];

    /// <summary>Gives null after a report.</summary>
    public static RuleSetting? Read(YamlFile file, YamlNode node, int line)
    {
        if (node is not YamlMappingNode mapping)
        {
            return Word(file, node, new RuleSetting(false, null, null, line));
        }

        RuleSetting? setting = new(false, null, null, line);
        var says = false;
        foreach (var (key, value) in mapping.Children)
        {
            switch (file.Key(key))
            {
                case "severity":
                    says = true;
                    setting = setting is null ? null : Word(file, value, setting);
                    break;
                case "reason":
                    setting = setting is null ? null : setting with { Reason = file.Text(value, "'reason'") };
                    break;
                default:
                    file.UnknownKey(key, "a rule's settings", Keys);
                    break;
            }
        }

        if (!says)
        {
            file.Report(DiagnosticIds.MissingKey, node, "A rule's settings have no 'severity'.");
            return null;
        }

        return setting;
    }

    /// <summary>Says what is set in one word, with the reason behind it.</summary>
    public static string Describe(RuleSetting setting) =>
        (setting.Off ? Off : ReportNamingPolicy.Instance.ConvertName(setting.Severity.ToString() ?? "")) + (setting.Reason is null ? "" : $" ({setting.Reason})");

    private static RuleSetting? Word(YamlFile file, YamlNode node, RuleSetting setting)
    {
        if (file.Text(node, "What is set for a rule") is not { } text)
        {
            return null;
        }

        if (text == Off)
        {
            return setting with { Off = true };
        }

        if (Vocabulary.Severities.TryGetValue(text, out var severity))
        {
            return setting with { Severity = severity };
        }

        string[] words = [Off, .. Vocabulary.Severities.Keys.Order(StringComparer.Ordinal)];
        file.Report(DiagnosticIds.UnknownWord, node, $"'{text}' cannot be set for a rule{(Suggestion.Ask(text, words) is { Length: > 0 } question ? question : $"; known are {string.Join(", ", words)}.")}");
        return null;
    }
}
