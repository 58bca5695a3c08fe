namespace Assay.Rules;

/// <summary>Something for each of some characters: nearly all are ASCII.</summary>
internal sealed class CharacterTable<T>
    where T : class
{
    private readonly T?[] _ascii = new T?[128];
    private Dictionary<int, T?>? _others;

    /// <summary>What belongs to a character; null when nothing does.</summary>
    public T? this[char character]
    {
        get => character < _ascii.Length ? _ascii[character] : _others?.GetValueOrDefault(character);
        set
        {
            if (character < _ascii.Length)
            {
                _ascii[character] = value;
            }
            else
            {
                (_others ??= [])[character] = value;
            }
        }
    }
}
