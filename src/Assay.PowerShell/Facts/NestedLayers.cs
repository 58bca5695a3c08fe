using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Finds layers inside layers that only the script around them makes known: <c>$c = 'x'; iex 'iex $c'</c>.</summary>
/// <remarks>A layer is read again as a file of its own, and what is found in it then needs no mention here.</remarks>
internal sealed class NestedLayers(ScriptReading reading, FoldedScript folded)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<FoldedLayer, HashSet<string>> _alone = new(ReferenceEqualityComparer.Instance);

    public void Add()
    {
        foreach (var layer in reading.Layers.All)
        {
            _places.TryAdd(layer.Text, layer.Place);
        }

        foreach (var layer in folded.Layers)
        {
            if (layer.Source.Text is not { Length: > 0 } text || _places.ContainsKey(text))
            {
                continue;
            }

            var parent = FindParent(layer);
            if (parent is not null && FoundAlone(parent).Contains(text))
            {
                continue;
            }

            reading.Place = parent?.Source.Text is { } host ? _places.GetValueOrDefault(host, FactRecord.None) : FactRecord.None;
            _places.TryAdd(text, reading.Place);
            LayerFacts.WriteText(reading, KindOf(layer.Host), "code that a layer runs", text, layer.Source.Techniques, 0);
            reading.Place = FactRecord.None;
        }
    }

    private FoldedLayer? FindParent(FoldedLayer layer)
    {
        foreach (var other in folded.Layers)
        {
            if (!ReferenceEquals(other, layer) && layer.Host.End <= other.Script.Text.Length && Contains(other.Script.Root, layer.Host))
            {
                return other;
            }
        }

        return null;
    }

    private static bool Contains(Ast root, Ast searched)
    {
        var pending = new Stack<Ast>();
        var children = new List<Ast>();
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            if (ReferenceEquals(node, searched))
            {
                return true;
            }

            // A node that ends before it, or starts behind it, does not hold it.
            if (node.End < searched.End || node.Start > searched.Start)
            {
                continue;
            }

            children.Clear();
            node.AddChildren(children);
            foreach (var child in children)
            {
                pending.Push(child);
            }
        }

        return false;
    }

    private HashSet<string> FoundAlone(FoldedLayer parent)
    {
        if (!_alone.TryGetValue(parent, out var texts))
        {
            texts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var layer in FoldedScript.Fold(parent.Script, FoldBudget.Of(reading.Facts.Limits)).Layers)
            {
                texts.Add(layer.Source.Text ?? "");
            }

            _alone.Add(parent, texts);
        }

        return texts;
    }

    private static string KindOf(Ast host) => host is CommandAst ? "Invoke-Expression" : "ScriptBlock";
}
