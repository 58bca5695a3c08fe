namespace Assay.Rules;

/// <summary>Words that rule files use for the values of an enumeration, in the order of their meaning.</summary>
/// <remarks>A search through a dozen words: a dictionary for each of twenty enumerations is code that the runtime has to compile at every start.</remarks>
internal sealed class WordList<T>(string[] words, T[] values)
    where T : struct
{
    /// <summary>All words.</summary>
    public IReadOnlyList<string> Keys => words;

    /// <summary>The value of a word that is in the list.</summary>
    public T this[string word] => TryGetValue(word, out var value) ? value : throw new KeyNotFoundException(word);

    /// <summary>True when the word is in the list.</summary>
    public bool ContainsKey(string word) => Array.IndexOf(words, word) >= 0;

    /// <summary>Gives the value of a word; false when it is not in the list.</summary>
    public bool TryGetValue(string word, out T value)
    {
        var index = Array.IndexOf(words, word);
        value = index < 0 ? default : values[index];
        return index >= 0;
    }
}
