/* One body for each type of value; BSR_SELECT names the function, BSR_SELECT_VALUE the type. */
BSR_SELECT_VALUE
BSR_SELECT (BSR_SELECT_VALUE *values, int n, int rank)
{
  g_return_val_if_fail (values != NULL && rank >= 0 && rank < n, 0);

  int low = 0, high = n - 1;
  while (low < high)
    {
      BSR_SELECT_VALUE pivot = values[(low + high) / 2];
      int i = low, j = high;
      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i > j)
            break;
          BSR_SELECT_VALUE other = values[i];
          values[i++] = values[j];
          values[j--] = other;
        }
      if (rank <= j)
        high = j;
      else if (rank >= i)
        low = i;
      else
        break;
    }
  return values[rank];
}
