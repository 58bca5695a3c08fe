using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>An argument as stored: indexes into the string table of its facts. A name or value of -1 is none.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct StoredArgument(int Name, int Value, Derivation Derivation);

/// <summary>Makes <see cref="ArgumentList"/>s on demand: a package has up to a million calls, a report shows a few.</summary>
internal sealed class ArgumentTable(ArraySegment<StoredArgument> arguments, ArraySegment<int> starts, IReadOnlyList<string> strings) : IReadOnlyList<ArgumentList>
{
    /// <inheritdoc/>
    public int Count => starts.Count - 1;

    /// <summary>Bytes that the lists take.</summary>
    public long StoredBytes => ((long)arguments.Count * Unsafe.SizeOf<StoredArgument>()) + ((long)starts.Count * sizeof(int));

    /// <summary>All arguments of all lists as stored.</summary>
    public ReadOnlySpan<StoredArgument> Stored => arguments;

    /// <summary>The arguments of one list as stored.</summary>
    public ReadOnlySpan<StoredArgument> List(int index) => arguments.AsSpan(starts[index]..starts[index + 1]);

    /// <inheritdoc/>
    public ArgumentList this[int index]
    {
        get
        {
            var items = new Argument[starts[index + 1] - starts[index]];
            Read(index, items);
            return new ArgumentList(items);
        }
    }

    /// <summary>Writes the arguments of one list into a buffer that is long enough.</summary>
    public void Read(int index, Span<Argument> items)
    {
        var stored = List(index);
        for (var i = 0; i < stored.Length; i++)
        {
            items[i] = new Argument(Text(stored[i].Name), Text(stored[i].Value), stored[i].Derivation);
        }
    }

    /// <summary>Gives a table with more lists at its end, and the texts it counts in.</summary>
    public (TextTable Strings, ArgumentTable Table) With(TextTable known, IReadOnlyList<ArgumentList> lists)
    {
        var texts = new List<string>();
        List<StoredArgument> stored = [.. arguments];
        List<int> ends = [.. starts];
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < known.Count; i++)
        {
            indexes.TryAdd(known[i], i);
        }

        foreach (var list in lists)
        {
            foreach (var item in list.Items)
            {
                stored.Add(new StoredArgument(Index(item.Name), Index(item.Value), item.Derivation));
            }

            ends.Add(stored.Count);
        }

        var all = known.With(texts);
        return (all, new ArgumentTable(stored.ToArray(), ends.ToArray(), all));

        int Index(string? text)
        {
            if (text is null)
            {
                return -1;
            }

            if (!indexes.TryGetValue(text, out var index))
            {
                index = known.Count + texts.Count;
                texts.Add(text);
                indexes.Add(text, index);
            }

            return index;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ArgumentList> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? Text(int index) => index < 0 ? null : strings[index];
}
