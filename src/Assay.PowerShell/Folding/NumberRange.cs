namespace Assay.PowerShell.Folding;

/// <summary>A long range of integers, made into an array only when somebody looks into it: <c>-notin 2..999999</c> is common.</summary>
internal sealed class NumberRange(int from, int to)
{
    public const int Least = 1_024;

    private object?[]? _items;

    public object?[] Items
    {
        get
        {
            if (_items is null)
            {
                var step = to < from ? -1 : 1;
                _items = new object?[Math.Abs((long)to - from) + 1];
                for (var i = 0; i < _items.Length; i++)
                {
                    _items[i] = Boxes.Of(from + (step * i));
                }
            }

            return _items;
        }
    }
}
