using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads what a policy file says of limits: <c>limits: { file-bytes: 64 MiB }</c>.</summary>
internal sealed class LimitReader(YamlFile file, List<PolicyFileValue> values)
{
    public IReadOnlyList<LimitValue> Read(YamlNode node)
    {
        var limits = new List<LimitValue>();
        foreach (var (key, value) in file.Entries(node, "'limits'"))
        {
            if (file.Key(key) is var name && LimitTable.Find(name) is not { } definition)
            {
                file.UnknownKey(key, "'limits'", [.. LimitTable.All.Select(known => known.Name)]);
            }
            else if (file.Text(value, $"The limit '{name}'") is { } text)
            {
                if (definition.TryRead(text, out var number, out var defect))
                {
                    limits.Add(new LimitValue(definition.Limit, number));
                    values.Add(new PolicyFileValue("limits." + name, definition.Show(number), Math.Max(1, (int)key.Start.Line)));
                }
                else
                {
                    file.Report(DiagnosticIds.ValueShape, value, defect!);
                }
            }
        }

        return limits;
    }
}
