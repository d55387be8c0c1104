namespace ActionsFunctions.Fuzz;

/// <summary>The choices of one case. The same seed, target and number choose the same on every machine.</summary>
internal sealed class Chance
{
    private readonly Random random;

    public Chance(int seed, string target, long number)
    {
        // FNV-1a: a text's own hash code differs from process to process.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var part in string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}/{target}/{number}"))
            hash = (hash ^ part) * 1_099_511_628_211UL;
        random = new((int)(hash ^ (hash >> 32)));
    }

    public bool OneIn(int many) => random.Next(many) == 0;

    public int Below(int end) => random.Next(end);

    public int Between(int least, int most) => random.Next(least, most + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Printable and other text, mostly short.</summary>
    public string Text()
    {
        if (!OneIn(3))
            return Of(HostileText.All);
        var letters = new char[Below(OneIn(20) ? 400 : 12)];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = (char)(OneIn(4) ? Between(1, 0xD7FF) : Between(' ', '~'));
        return new(letters);
    }
}
